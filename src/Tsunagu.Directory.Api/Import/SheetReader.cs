using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace Tsunagu.Directory.Api.Import;

/// <summary>The sheet cannot be read at all; the message is a key of the desk's words.</summary>
/// <param name="key">For example <c>too-large</c>.</param>
public sealed class SheetException(string key) : Exception(key)
{
    /// <summary>Key below <c>directory.desk.file.</c>.</summary>
    public string Key { get; } = key;
}

/// <summary>Reads CSV (UTF-8 with or without BOM, CP932) and xlsx into rows of text.</summary>
internal static class SheetReader
{
    private const long LargestUnpacked = 100L * 1024 * 1024;
    private const int MostEntries = 500;
    private const int MostRows = 20_000;

    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="SheetException">It is too large, no sheet, or a packed bomb.</exception>
    internal static List<string[]> Read(byte[] file)
    {
        if (file.Length > SheetLimits.LargestFile)
            throw new SheetException("too-large");
        var rows = file is [(byte)'P', (byte)'K', ..] ? Xlsx(file) : Csv(Text(file));
        if (rows.Count > MostRows)
            throw new SheetException("too-many-rows");
        return rows;
    }

    /// <summary>UTF-8 if it is that, else what Japanese Excel writes; letters that are neither are refused, never replaced.</summary>
    private static string Text(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            try
            {
                return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(file);
            }
            catch (DecoderFallbackException broken)
            {
                _ = broken;
                throw new SheetException("letters");
            }
        }
    }

    private static List<string[]> Csv(string text)
    {
        var rows = new List<string[]>();
        using var reader = new StringReader(text);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, HasHeaderRecord = false, DetectDelimiter = false });
        while (csv.Read() && rows.Count <= MostRows)
            rows.Add([.. csv.Parser.Record!]);
        return rows;
    }

    private static List<string[]> Xlsx(byte[] file)
    {
        try
        {
            Unpacks(file);
            using var stream = new MemoryStream(file, writable: false);
            return [.. stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Take(MostRows + 1)
                .Select(row => ((IDictionary<string, object?>)row).Values.Select(Cell).ToArray())];
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException or NotSupportedException or InvalidOperationException or KeyNotFoundException or NullReferenceException)
        {
            throw new SheetException("no-sheet");
        }
    }

    /// <summary>What a packed file says of its size may be a lie, so it is unpacked once and counted.</summary>
    private static void Unpacks(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostEntries)
            throw new SheetException("bomb");
        var total = 0L;
        var buffer = new byte[64 * 1024];
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                if ((total += read) > LargestUnpacked)
                    throw new SheetException("bomb");
            }
        }
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        DateTime { Year: <= 1900 } time => time.ToString("HH:mm", CultureInfo.InvariantCulture), // a time of day, to Excel
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
