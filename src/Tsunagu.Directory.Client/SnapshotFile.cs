using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Directory.Client;

/// <summary>The last good snapshot on disk: one line with the SHA-256 and the instant at which it was good, then the snapshot. A file that was cut off or changed is no snapshot.</summary>
/// <param name="path">Full path of the file.</param>
public sealed class SnapshotFile(string path)
{
    /// <summary>Writes beside the file and puts it in place at once, so that a power cut leaves the old or the new one.</summary>
    /// <param name="body">The snapshot as it came.</param>
    /// <param name="at">When the directory said that it holds.</param>
    public void Write(ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(body))} {at.ToUnixTimeMilliseconds()}\n"));
            file.Write(body);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The snapshot and when it was good, or null where there is none that can be trusted.</summary>
    public (DirectorySnapshot Snapshot, DateTimeOffset At)? Read()
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var end = Array.IndexOf(bytes, (byte)'\n');
            if (end < 0 || Encoding.ASCII.GetString(bytes, 0, end).Split(' ') is not [var sum, var at] || !long.TryParse(at, out var milliseconds))
                return null;
            var body = bytes.AsSpan(end + 1);
            return Convert.ToHexStringLower(SHA256.HashData(body)) == sum ? (SnapshotJson.Read(body), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
