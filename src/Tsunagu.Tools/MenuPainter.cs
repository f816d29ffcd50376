using SkiaSharp;
using Tsunagu.Channels.Line;

namespace Tsunagu.Tools;

/// <summary>
/// Draws a rich menu: six fields with a sign and large words, dark on light (at least 7 : 1), the urgent one light on dark red.
/// The sign and the words say the same, so that neither colour nor reading is needed alone.
/// </summary>
public static class MenuPainter
{
    // Families with Japanese letters, the first that the machine has.
    private static readonly string[] Families = ["Noto Sans CJK JP", "Noto Sans JP", "BIZ UDGothic", "Hiragino Sans", "Yu Gothic", "IPAexGothic"];

    private const float LargestText = 132, LargestOfTwo = 112, SmallestText = 72, Padding = 56;

    private static readonly SKColor Ink = new(0x0B, 0x2A, 0x6F), Paper = new(0xF7, 0xF9, 0xFF), Line = new(0x8A, 0x97, 0xB8), Urgent = new(0x9B, 0x10, 0x06);

    /// <summary>The picture as PNG.</summary>
    /// <param name="labels">The words of the six fields, in reading order.</param>
    /// <exception cref="InvalidOperationException">The machine has no Japanese letters.</exception>
    public static byte[] Draw(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using var face = Face();
        using var bitmap = new SKBitmap(new SKImageInfo(RichMenus.Width, RichMenus.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Line);
        for (var i = 0; i < labels.Count; i++)
        {
            var (x, y, width, height) = RichMenus.BoundsOf(i);
            var field = new SKRect(x + 3, y + 3, x + width - 3, y + height - 3);
            var urgent = i == 1;
            using var ground = new SKPaint { Color = urgent ? Urgent : Paper };
            canvas.DrawRect(field, ground);
            var colour = urgent ? SKColors.White : Ink;
            Sign(canvas, i, field.MidX, field.Top + (field.Height * 0.32f), colour);
            Words(canvas, face, labels[i], field, colour);
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static SKTypeface Face()
    {
        foreach (var family in Families)
        {
            var face = SKTypeface.FromFamilyName(family, SKFontStyle.Bold);
            if (face is not null && string.Equals(face.FamilyName, family, StringComparison.Ordinal))
                return face;
            face?.Dispose();
        }

        throw new InvalidOperationException($"No font with Japanese letters was found. Install one of {string.Join(", ", Families)} (Debian: fonts-noto-cjk) and draw again.");
    }

    private static void Words(SKCanvas canvas, SKTypeface face, string text, SKRect field, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        for (var size = LargestText; ; size -= 6)
        {
            using var font = new SKFont(face, size) { Edging = SKFontEdging.Antialias };
            var lines = Wrap(font, text, field.Width - (2 * Padding));
            if ((lines.Count > 2 || (lines.Count == 2 && size > LargestOfTwo)) && size > SmallestText)
                continue;
            var top = field.Top + (field.Height * 0.74f) - (lines.Count - 1) * size * 0.62f;
            for (var i = 0; i < lines.Count; i++)
                canvas.DrawText(lines[i], field.MidX, top + (i * size * 1.24f) + (size * 0.36f), SKTextAlign.Center, font, paint);
            return;
        }
    }

    // Breaks at spaces and after a middle dot; a piece that is too wide by itself is broken between letters.
    private static List<string> Wrap(SKFont font, string text, float width)
    {
        if (font.MeasureText(text) <= width)
            return [text];
        List<string> lines = [""];
        foreach (var piece in Pieces(text))
        {
            if (font.MeasureText((lines[^1] + piece).TrimEnd()) <= width)
                lines[^1] += piece;
            else if (lines[^1].Length == 0)
                lines[^1] = piece;
            else
                lines.Add(piece);
        }

        return lines.Exists(l => font.MeasureText(l.TrimEnd()) > width) ? ["", "", ""] : [.. lines.Select(l => l.TrimEnd())];
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (' ' or '\u30FB' or '/'))
                continue;
            yield return text[from..(i + 1)];
            from = i + 1;
        }

        if (from < text.Length)
            yield return text[from..];
    }

    private static void Sign(SKCanvas canvas, int which, float x, float y, SKColor colour)
    {
        using var pen = new SKPaint { Color = colour, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 26, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        canvas.Save();
        canvas.Translate(x, y);
        switch (which)
        {
            case 0: // a magnifying glass
                canvas.DrawCircle(-22, -22, 92, pen);
                canvas.DrawLine(46, 46, 128, 128, pen);
                break;
            case 1: // a speech bubble with three points
                using (var bubble = SKPath.ParseSvgPathData("M-90-120H90Q150-120 150-60V20Q150 80 90 80H0L-96 140L-70 80H-90Q-150 80-150 20V-60Q-150-120-90-120Z"))
                    canvas.DrawPath(bubble, pen);
                for (var i = -1; i <= 1; i++)
                    canvas.DrawCircle(i * 76, -20, 20, fill);
                break;
            case 2: // an arrow back to the start
                canvas.DrawArc(new SKRect(-110, -96, 110, 124), -90, 285, useCenter: false, pen);
                using (var head = SKPath.ParseSvgPathData("M-88-96L6-164V-28Z"))
                    canvas.DrawPath(head, fill);
                break;
            case 3: // a globe
                canvas.DrawCircle(0, 0, 122, pen);
                canvas.DrawOval(0, 0, 54, 122, pen);
                canvas.DrawLine(-118, 0, 118, 0, pen);
                break;
            case 4: // a list
                for (var i = -1; i <= 1; i++)
                {
                    canvas.DrawCircle(-110, i * 84, 18, fill);
                    canvas.DrawLine(-50, i * 84, 130, i * 84, pen);
                }

                break;
            default: // an open book
                using (var book = SKPath.ParseSvgPathData("M0-84V110M0-84Q-70-130-150-100V90Q-70 62 0 110M0-84Q70-130 150-100V90Q70 62 0 110"))
                    canvas.DrawPath(book, pen);
                break;
        }

        canvas.Restore();
    }
}
