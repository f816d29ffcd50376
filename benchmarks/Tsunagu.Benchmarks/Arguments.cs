using System.Globalization;

namespace Tsunagu.Benchmarks;

/// <summary>Options as <c>--name=value</c>.</summary>
/// <param name="args">The words of the command line.</param>
internal sealed class Arguments(string[] args)
{
    public string Text(string name, string otherwise)
    {
        var start = $"--{name}=";
        return args.FirstOrDefault(a => a.StartsWith(start, StringComparison.Ordinal)) is { } found ? found[start.Length..] : otherwise;
    }

    public int Number(string name, int otherwise) =>
        int.TryParse(Text(name, ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
