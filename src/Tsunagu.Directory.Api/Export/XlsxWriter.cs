using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Tsunagu.Directory.Api.Export;

/// <summary>A column of a sheet to write.</summary>
/// <param name="Heading">First row.</param>
/// <param name="Choices">What a drop-down offers, or null.</param>
/// <param name="Several">Several choices may be written, joined by signs, so that the drop-down only helps.</param>
internal sealed record SheetColumn(string Heading, IReadOnlyList<string>? Choices = null, bool Several = false);

/// <summary>
/// Writes one sheet as xlsx (ECMA-376) with drop-downs, which MiniExcel cannot. Every cell is text: no zero is lost, no date guessed, and nothing is
/// ever a formula.
/// </summary>
internal static class XlsxWriter
{
    internal const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>Rows that a drop-down reaches, more than an import takes.</summary>
    private const int LastRow = 20_001;

    // The same content gives the same bytes.
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static byte[] Write(string name, string choicesName, IReadOnlyList<SheetColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var chosen = columns.Where(c => c.Choices is not null).ToList();
            Part(zip, "[Content_Types].xml", xml => ContentTypes(xml, chosen.Count > 0 ? 2 : 1));
            Part(zip, "_rels/.rels", xml => Related(xml, [("officeDocument", "xl/workbook.xml")]));
            Part(zip, "xl/workbook.xml", xml => Workbook(xml, chosen.Count > 0 ? [name, choicesName] : [name]));
            (string, string)[] parts = [("worksheet", "worksheets/sheet1.xml"), .. chosen.Count > 0 ? [("worksheet", "worksheets/sheet2.xml")] : Array.Empty<(string, string)>(), ("styles", "styles.xml")];
            Part(zip, "xl/_rels/workbook.xml.rels", xml => Related(xml, parts));
            Part(zip, "xl/styles.xml", Styles);
            Part(zip, "xl/worksheets/sheet1.xml", xml => Sheet(xml, [.. columns.Select(c => c.Heading)], rows, () => DropDowns(xml, columns, chosen, choicesName)));
            if (chosen.Count > 0)
            {
                Part(zip, "xl/worksheets/sheet2.xml", xml => Sheet(xml, [.. chosen.Select(c => c.Heading)],
                    Enumerable.Range(0, chosen.Max(c => c.Choices!.Count)).Select(i => (IReadOnlyList<string>)[.. chosen.Select(c => i < c.Choices!.Count ? c.Choices[i] : "")]), null));
            }
        }
        return file.ToArray();
    }

    private static void Part(ZipArchive zip, string path, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = Written;
        using var xml = XmlWriter.Create(entry.Open(), new XmlWriterSettings { CloseOutput = true });
        write(xml);
    }

    private static void ContentTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", Types);
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", SheetType + "sheet.main+xml"));
        Element(xml, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", SheetType + "styles+xml"));
        for (var sheet = 1; sheet <= sheets; sheet++)
            Element(xml, "Override", ("PartName", $"/xl/worksheets/sheet{Number(sheet)}.xml"), ("ContentType", SheetType + "worksheet+xml"));
        xml.WriteEndElement();
    }

    private static void Related(XmlWriter xml, (string Type, string Target)[] parts)
    {
        xml.WriteStartElement("Relationships", Packages);
        for (var i = 0; i < parts.Length; i++)
            Element(xml, "Relationship", ("Id", "r" + Number(i + 1)), ("Type", Relations + "/" + parts[i].Type), ("Target", parts[i].Target));
        xml.WriteEndElement();
    }

    private static void Workbook(XmlWriter xml, IReadOnlyList<string> names)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        for (var i = 0; i < names.Count; i++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", names[i]);
            xml.WriteAttributeString("sheetId", Number(i + 1));
            xml.WriteAttributeString("r", "id", Relations, "r" + Number(i + 1));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Style 1 is text (number format 49), style 2 the same in bold.</summary>
    private static void Styles(XmlWriter xml) => xml.WriteRaw(
        $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>""");

    private static void Sheet(XmlWriter xml, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, Action? dropDowns)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("cols");
        Element(xml, "col", ("min", "1"), ("max", Number(headings.Count)), ("width", "22"), ("style", "1"), ("customWidth", "1"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData");
        var number = 1;
        Row(xml, number, headings, style: "2");
        foreach (var row in rows)
            Row(xml, ++number, row, style: "1");
        xml.WriteEndElement();
        dropDowns?.Invoke();
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, int number, IReadOnlyList<string> cells, string style)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", Number(number));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
                continue;
            xml.WriteStartElement("c");
            xml.WriteAttributeString("r", Letters(i) + Number(number));
            xml.WriteAttributeString("s", style);
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is");
            xml.WriteStartElement("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(string.Concat(cells[i].Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void DropDowns(XmlWriter xml, IReadOnlyList<SheetColumn> columns, List<SheetColumn> chosen, string choicesName)
    {
        if (chosen.Count == 0)
            return;
        xml.WriteStartElement("dataValidations");
        xml.WriteAttributeString("count", Number(chosen.Count));
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Choices is not { } choices)
                continue;
            var from = Letters(chosen.IndexOf(columns[i]));
            xml.WriteStartElement("dataValidation");
            xml.WriteAttributeString("type", "list");
            xml.WriteAttributeString("allowBlank", "1");
            xml.WriteAttributeString("showErrorMessage", columns[i].Several ? "0" : "1");
            xml.WriteAttributeString("sqref", $"{Letters(i)}2:{Letters(i)}{Number(LastRow)}");
            xml.WriteElementString("formula1", $"'{choicesName}'!${from}$2:${from}${Number(choices.Count + 1)}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
