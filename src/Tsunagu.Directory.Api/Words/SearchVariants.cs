namespace Tsunagu.Directory.Api;

/// <summary>Words that are written in several ways (<c>search-variants.txt</c>: one word a line, its writings separated by commas).</summary>
internal static class SearchVariants
{
    internal static SearchFolding Load()
    {
        using var stream = typeof(SearchVariants).Assembly.GetManifestResourceStream("search-variants.txt")!;
        using var reader = new StreamReader(stream);
        var lists = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line is [not '#', ..])
                lists.Add(line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
        return new SearchFolding(lists);
    }
}
