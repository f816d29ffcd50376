using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Tests.Import;

/// <summary>Templates: drop-downs that point at real choices, and what is filled in comes in.</summary>
public sealed class TemplateTests : IDisposable
{
    private static readonly BuiltInWords Words = new();

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-template-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Kinds => [.. SheetTemplate.Kinds];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_part_is_well_formed_and_named_and_drop_downs_point_at_choices(string kind)
    {
        using var zip = new ZipArchive(new MemoryStream(SheetTemplate.Write(kind, Words)));
        var parts = zip.Entries.ToDictionary(e => e.FullName, e => XDocument.Load(e.Open()));
        foreach (var target in parts["xl/_rels/workbook.xml.rels"].Root!.Elements().Select(r => r.Attribute("Target")!.Value))
            Assert.Contains("xl/" + target, parts.Keys);
        var lists = parts["xl/worksheets/sheet1.xml"].Descendants().Where(e => e.Name.LocalName == "dataValidation").ToList();
        Assert.Equal(kind == RecordKinds.Scheme ? 0 : kind == RecordKinds.Organization ? 2 : 3, lists.Count);
        foreach (var list in lists)
        {
            var range = Regex.Match(list.Value, @"^'選択肢'!\$([A-Z])\$2:\$\1\$(\d+)$");
            Assert.True(range.Success, list.Value);
            var cells = parts["xl/worksheets/sheet2.xml"].Descendants().Where(e => e.Name.LocalName == "c").Select(c => c.Attribute("r")!.Value).ToHashSet();
            Assert.Contains(range.Groups[1].Value + range.Groups[2].Value, cells);
        }
        Assert.Equal(SheetTemplate.Write(kind, Words), SheetTemplate.Write(kind, Words));
    }

    [Fact]
    public async Task A_filled_in_template_comes_in()
    {
        var cancel = TestContext.Current.CancellationToken;
        var store = new DirectoryStore(DirectoryStorage.Sqlite(_folder), _clock);
        await store.PrepareAsync(SeedTests.Folder, cancel);
        var values = new Dictionary<string, string>
        {
            ["窓口の名称*"] = "架空の窓口",
            ["団体名*"] = "架空の会",
            ["電話番号"] = "0750000001",
            ["受付時間"] = "平日9時〜17時(祝日を除く)",
            ["支援対象"] = "高齢",
            ["活動地域"] = "西京区(洛西支所管内);北区",
            ["団体の名称*"] = "架空の会",
            ["電話"] = "075-000-0001",
            ["タイトル(制度名)*"] = "架空の制度",
            ["タイトル（制度名）*"] = "架空の制度",
            ["概要*"] = "お金が出ます",
            ["対象者*"] = "だれでも",
            ["実施組織・支援機関*"] = "架空市",
        };
        values["相談の種類"] = Words.Name("ja", "needs", "work") + "、" + Words.Name("ja", "needs", "life");
        foreach (var kind in SheetTemplate.Kinds)
        {
            var columns = SheetTemplate.Columns(kind, Words);
            var file = XlsxWriter.Write("x", "選択肢", columns, [[.. columns.Select(c => values.GetValueOrDefault(c.Heading, ""))]]);
            var report = await new DirectoryImport(store, Words, new NeedsKeptGate(Words), _clock).RunAsync(file, confirm: true, "import", cancel);
            Assert.Empty(report.Errors.Select(e => $"{kind} {e.Column}: {e.Message}"));
            Assert.Empty(report.Doubts);
            Assert.True(report.Written);
            var fields = (await store.FindAsync(kind, report.Added[0], cancel))!.Fields;
            if (kind == RecordKinds.Window)
                Assert.Equal(("work;life", "075-000-0001", "Mon-Fri 09:00-17:00; PH off"), (fields["window_kinds"], fields["phone"], fields["hours"]));
        }
        var (snapshot, _) = await store.ReadAsync(cancel);
        Assert.Contains(snapshot.Services, s => s.Name == "架空の窓口" && s.Area.Wards.SequenceEqual(["rakusai", "kita"]));
    }
}
