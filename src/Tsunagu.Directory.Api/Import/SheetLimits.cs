namespace Tsunagu.Directory.Api.Import;

/// <summary>What an import takes.</summary>
public static class SheetLimits
{
    /// <summary>Bytes of a file; a sheet of all of Kyoto's windows has less than one million.</summary>
    public const int LargestFile = 10 * 1024 * 1024;
}
