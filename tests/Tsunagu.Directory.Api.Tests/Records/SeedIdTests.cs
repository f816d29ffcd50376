using Microsoft.Extensions.Time.Testing;

namespace Tsunagu.Directory.Api.Tests.Records;

/// <summary>Windows, organisations and schemes stand together in /windows and /hsds, so no two records of any kind may have one id.</summary>
public sealed class SeedIdTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-seed-").FullName;

    public SeedIdTests()
    {
        foreach (var file in System.IO.Directory.GetFiles(SeedTests.Folder, "*.csv"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("schemes.csv", "windows.csv")]
    [InlineData("organizations.csv", "windows.csv")]
    [InlineData("schemes.csv", "organizations.csv")]
    [InlineData("windows.csv", "windows.csv")]
    public void An_id_that_stands_twice_is_told_with_both_places(string file, string other)
    {
        var path = Path.Combine(_folder, file);
        var taken = File.ReadAllLines(Path.Combine(_folder, other))[2].Split(',')[0];
        var lines = File.ReadAllLines(path).ToList();
        var copy = lines[1];
        lines.Add(taken + copy[copy.IndexOf(',', StringComparison.Ordinal)..]);
        File.WriteAllLines(path, lines);
        var told = Assert.Throws<SeedException>(() => SeedDirectory.Load(_folder, new FakeTimeProvider())).Message;
        Assert.Contains($"{file}:{lines.Count}: the id {taken} stands twice", told, StringComparison.Ordinal);
        Assert.Contains($"{other}:3", told, StringComparison.Ordinal);
    }
}
