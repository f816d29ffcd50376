using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MiniExcelLibs;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Tests.Import;

/// <summary>Sheets as people have them: encodings, Excel's damage, what is refused; preview, all or nothing, and twice is once.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Header = "団体の名称,電話,メール,ホームページ,活動地域,支援対象,団体概要";
    private const string Good = Header + "\r\n架空こどもの会,075-000-0000,member@example.org,https://example.org/,北区、上京区,子ども・若者,\"架空の\n団体です。\"\r\n";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-import-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
    private DirectoryStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = new DirectoryStore(DirectoryStorage.Sqlite(_folder), _clock);
        await _store.PrepareAsync(SeedTests.Folder);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<ImportReport> Run(byte[] file, bool confirm = true)
    {
        var words = new BuiltInWords();
        return new DirectoryImport(_store, words, new NeedsKeptGate(words), _clock).RunAsync(file, confirm, "import", TestContext.Current.CancellationToken);
    }

    private Task<ImportReport> Run(string csv, bool confirm = true) => Run(Encoding.UTF8.GetBytes(csv), confirm);

    [Fact]
    public async Task A_preview_changes_nothing_a_confirmed_import_does_and_repeating_it_does_not()
    {
        var preview = await Run(Good, confirm: false);
        Assert.Empty(preview.Errors);
        var id = Assert.Single(preview.Added);
        Assert.Null(await _store.FindAsync(RecordKinds.Organization, id));
        Assert.True((await Run(Good)).Written);
        var fields = (await _store.FindAsync(RecordKinds.Organization, id))!.Fields;
        Assert.Equal(("架空こどもの会", "member@example.org", "北区;上京区"), (fields["name_ja"], fields["email"], fields["areas"]));
        var again = await Run(Good);
        Assert.Equal((0, 0, 1, false), (again.Added.Count, again.Changed.Count, again.Same, again.Written));
        var (snapshot, _) = await _store.ReadAsync();
        Assert.Equal(["kita", "kamigyo"], snapshot.Organizations.Single(o => o.Id == id).Area.Wards);
    }

    [Theory]
    [InlineData("月火水木金", "09:00", "17:00", "祝日・年末年始を除く", "Mon,Tue,Wed,Thu,Fri 09:00-17:00; PH off; Dec 29-Jan 03 off")]
    [InlineData("土日", "9:30:00", "16:00:00", "", "Sat,Sun 09:30-16:00")]
    [InlineData("月火水木金", "09:00", "17:00", "第3月曜は会議のため午後から", null)] // not understood: unknown, not guessed
    [InlineData("月火水木金", "09:00", "", "", null)]
    public async Task Hours_of_a_list_of_public_facilities_stand_in_columns_of_their_own(string days, string opens, string closes, string note, string? hours)
    {
        var report = await Run($"NO,名称,名称_カナ,住所,電話番号,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,説明\r\n0000000001,架空会館,カクウカイカン,北区,075-000-0000,{days},{opens},{closes},{note},相談\r\n");
        Assert.Empty(report.Errors);
        var fields = (await _store.FindAsync(RecordKinds.Window, report.Added.Single()))!.Fields;
        Assert.Equal(hours ?? "", fields.GetValueOrDefault("hours", ""));
        Assert.DoesNotContain(fields.Keys, k => k.Contains(':', StringComparison.Ordinal));
        Assert.Equal(hours is null, report.Doubts.Any(d => d.Column == "hours"));
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "cp932"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_encoding_that_people_have_is_read(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Good.Replace("架空こどもの会", "架空㈱髙島①の会", StringComparison.Ordinal);
        byte[] file = encoding switch { "cp932" => Encoding.GetEncoding(932).GetBytes(text), "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], _ => Encoding.UTF8.GetBytes(text) };
        var report = await Run(file);
        Assert.Empty(report.Errors);
        Assert.Equal("架空㈱髙島①の会", (await _store.FindAsync(RecordKinds.Organization, report.Added[0]))!.Fields["name_ja"]);
    }

    [Fact]
    public async Task An_Excel_file_with_a_title_row_and_a_number_that_lost_its_zero_is_read()
    {
        using var stream = new MemoryStream();
        await stream.SaveAsAsync(new object[]
        {
            new Dictionary<string, object> { ["a"] = "連携協定 参加団体", ["b"] = "" },
            new Dictionary<string, object> { ["a"] = "団体の名称", ["b"] = "電話番号" },
            new Dictionary<string, object> { ["a"] = "架空の会", ["b"] = 750000000L },
            new Dictionary<string, object> { ["a"] = "", ["b"] = "" },
        }, printHeader: false, cancellationToken: TestContext.Current.CancellationToken);
        var report = await Run(stream.ToArray());
        Assert.Empty(report.Errors);
        Assert.Equal("075-000-0000", (await _store.FindAsync(RecordKinds.Organization, report.Added[0]))!.Fields["phone"]);
    }

    [Fact]
    public async Task A_known_organisation_keeps_its_id_and_a_blank_never_wins()
    {
        var known = (await _store.ListAsync(RecordKinds.Organization))[0];
        var report = await Run($"{Header}\r\n{known.Fields["name_ja"]},,member@example.org,,,,\r\n");
        Assert.Equal([known.Id], report.Changed);
        Assert.Equal(known.Fields["summary_ja"], (await _store.FindAsync(RecordKinds.Organization, known.Id))!.Fields["summary_ja"]);
    }

    [Theory]
    [InlineData("架空の会,075-000-0000,,,,子ども・若者,連絡は member@example.org まで", "summary_ja", "メールアドレス")]
    [InlineData("架空の会,075-000-0000,,,,子ども・若者,連絡は member＠example.org まで", "summary_ja", "メールアドレス")]
    [InlineData("架空の会,075-000-0000,,,,子ども・若者,memberアットexample.org", "summary_ja", "メールアドレス")]
    [InlineData("架空の会,075-000-0000,,,,子ども・若者,<b>太い</b>", "summary_ja", "HTML")]
    [InlineData("架空の会,075-000-0000,,,,子ども・若者,\"=HYPERLINK(\"\"x\"\")\"", "summary_ja", "計算式")]
    [InlineData("架空の会,12345,,,,子ども・若者,説明", "phone", "電話番号")]
    [InlineData("架空の会,075-000-00000000,,,,子ども・若者,説明", "phone", "電話番号")]
    [InlineData("架空の会,075-000-0000,,,,だれか,説明", "categories", "13")]
    [InlineData("架空の会,075-000-0000,,javascript:alert(1),,子ども・若者,説明", "url", "https://")]
    [InlineData("架空の会,075-000-0000,nobody,,,子ども・若者,説明", "email", "メールアドレス")]
    [InlineData(",075-000-0000,,,,子ども・若者,説明", "name_ja", "空です")]
    public async Task What_must_not_come_in_is_refused_with_row_column_and_mend(string row, string column, string told)
    {
        var report = await Run($"{Header}\r\n架空の良い会,,,,,,\r\n{row}\r\n");
        var error = Assert.Single(report.Errors);
        Assert.Equal((3, column, false), (error.Row, error.Column, report.Written));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await _store.ListAsync(RecordKinds.Organization), o => o.Fields["name_ja"] == "架空の良い会");
    }

    [Fact]
    public async Task Another_body_with_a_known_number_or_name_is_new_and_shown_and_never_overwrites()
    {
        var wards = (await _store.ListAsync(RecordKinds.Window)).GroupBy(r => r.Fields["window_ja"]).First(g => g.Count() > 1).ToList();
        var phone = (await _store.ListAsync(RecordKinds.Organization)).First(r => r.Fields.ContainsKey("phone"));
        var windows = await Run($"窓口の名称,団体名,電話番号\r\n{wards[0].Fields["window_ja"]},架空の役所,075-000-0009\r\n{wards[1].Fields["window_ja"]},{wards[1].Fields["organization_ja"]},075-000-0008\r\n", confirm: false);
        Assert.Empty(windows.Errors);
        Assert.Equal([wards[1].Id], windows.Changed);
        Assert.Equal((2, "window_ja"), (Assert.Single(windows.Doubts).Row, windows.Doubts[0].Column));
        Assert.Contains(windows.Lines, l => l is { What: "gone", Id: "nat-yorisoi", Row: 0 });
        Assert.Equal("窓口の名称", windows.Headings["window_ja"]);
        var other = await Run($"{Header}\r\n架空の別の会,{phone.Fields["phone"]},,,,,\r\n架空の会2,075-000-0007,,,,,\r\n架空の会3,075-000-0007,,,,,\r\n", confirm: false);
        Assert.Equal(3, other.Added.Count);
        Assert.Equal([(2, "phone"), (4, "phone")], other.Doubts.Select(d => (d.Row, d.Column)));
        Assert.Contains(phone.Id, other.Doubts[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shelters_address_is_refused()
    {
        var report = await Run("id,window_ja,organization_ja,kind,address,visibility,source,confidence\r\nx-shelter,架空シェルター,架空の会,organization,京都市どこか1-1,public,x,medium\r\n");
        Assert.Contains(report.Errors, e => e.Column == "address" && e.Message.Contains("シェルター", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hours_that_are_not_understood_are_shown_and_kept_as_unknown()
    {
        var report = await Run("id,window_ja,organization_ja,kind,phone,hours,source,confidence\r\nx-window,架空の窓口,架空の会,organization,075-000-0001,だいたい昼ごろ,x,medium\r\ny-window,架空の窓口2,架空の会,organization,075-000-0002,平日9時〜17時,x,medium\r\n");
        Assert.Empty(report.Errors);
        Assert.Equal((2, "hours"), (Assert.Single(report.Doubts).Row, report.Doubts[0].Column));
        var (snapshot, _) = await _store.ReadAsync();
        Assert.Null(snapshot.FindService("x-window")!.Hours);
        Assert.Equal("Mon-Fri 09:00-17:00", snapshot.FindService("y-window")!.Hours!.Text);
    }

    [Fact]
    public async Task Files_that_are_too_large_no_sheet_or_a_bomb_are_refused()
    {
        Assert.Contains("10MB", Assert.Single((await Run(new byte[100 * 1024 * 1024])).Errors).Message, StringComparison.Ordinal);
        Assert.NotEmpty((await Run([0x50, 0x4B, 3, 4, 1, 2, 3])).Errors);
        Assert.NotEmpty((await Run([0xFF, 0xFE, 0x80, 0x81, 0xFD])).Errors);
        Assert.NotEmpty((await Run("これは,表では,ありません")).Errors);
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 120; i++)
                await entry.WriteAsync(zeros);
        }
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
        Assert.Contains("大きくなりすぎる", Assert.Single((await Run(bomb.ToArray())).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gate_keeps_the_line_that_always_answers()
    {
        var line = (await _store.FindAsync(RecordKinds.Window, Recommender.LastResort))!;
        var report = await Run($"id,window_ja,hours\r\n{line.Id},{line.Fields["window_ja"]},平日9時〜17時\r\n");
        Assert.Contains(report.Errors, e => e.Message.Contains(Recommender.LastResort, StringComparison.Ordinal));
        Assert.False(report.Written);
    }
}
