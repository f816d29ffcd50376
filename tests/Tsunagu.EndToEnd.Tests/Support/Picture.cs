using SkiaSharp;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>
/// Compares what is on the screen with a picture that a person looked at. Letters may be drawn a little differently elsewhere;
/// a layout that moved, a colour that changed or a part that is missing is seen.
/// </summary>
internal static class Picture
{
    /// <summary>The difference of one colour of a pixel, of 255, that is no difference.</summary>
    private const int Shade = 48;

    /// <summary>The share of pixels that may differ.</summary>
    private const double Tolerance = 0.04;

    private static readonly string Folder = Path.Combine(HostProcess.Root, "tests", "Tsunagu.EndToEnd.Tests", "Reviewed");

    public static async Task LooksAsReviewedAsync(byte[] seen, string name)
    {
        var path = Path.Combine(Folder, name + ".png");
        if (Environment.GetEnvironmentVariable("TSUNAGU_REVIEW") == "1")
        {
            await File.WriteAllBytesAsync(path, seen);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing: run with TSUNAGU_REVIEW=1, look at it, commit it.");
        var share = Difference(await File.ReadAllBytesAsync(path), seen);
        if (share <= Tolerance)
            return;
        var now = Path.Combine(AppContext.BaseDirectory, name + ".now.png");
        await File.WriteAllBytesAsync(now, seen);
        Assert.Fail($"{name}: {share:P1} of the picture differs from Reviewed/{name}.png (allowed {Tolerance:P0}). Look at {now}; if it is right, run with TSUNAGU_REVIEW=1.");
    }

    /// <summary>The share of pixels that differ; 1 when the sizes do.</summary>
    public static double Difference(byte[] one, byte[] other)
    {
        using var a = SKBitmap.Decode(one);
        using var b = SKBitmap.Decode(other);
        if (a.Width != b.Width || a.Height != b.Height)
            return 1;
        var (left, right) = (a.Pixels, b.Pixels);
        var different = 0;
        for (var i = 0; i < left.Length; i++)
        {
            if (Math.Abs(left[i].Red - right[i].Red) > Shade || Math.Abs(left[i].Green - right[i].Green) > Shade || Math.Abs(left[i].Blue - right[i].Blue) > Shade)
                different++;
        }

        return (double)different / left.Length;
    }
}
