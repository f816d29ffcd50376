namespace Tsunagu.Conversations.Tests;

/// <summary>Wraps keys with a key of the test.</summary>
internal sealed class TestProtector(byte seed = 1) : IStateProtector
{
    private readonly byte[] _key = [.. Enumerable.Repeat(seed, 32)];

    public byte[] Protect(byte[] plain) => Cipher.Seal(_key, [], plain);

    public byte[] Unprotect(byte[] wrapped) => Cipher.Open(_key, [], wrapped);
}

/// <summary>A folder of its own, gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = System.IO.Directory.CreateTempSubdirectory("tsunagu-").FullName;

    public string Path { get; }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);

    /// <summary>True when the bytes stand in any file of the folder.</summary>
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        // Copied by another process: closing a file that SQLite has open in this one would drop SQLite's locks.
        var copies = System.IO.Directory.CreateTempSubdirectory("tsunagu-copy-");
        try
        {
            using (var copy = System.Diagnostics.Process.Start("cp", ["-r", Path, copies.FullName]))
                copy.WaitForExit();
            var found = false;
            foreach (var file in copies.EnumerateFiles("*", SearchOption.AllDirectories))
                found |= File.ReadAllBytes(file.FullName).AsSpan().IndexOf(bytes) >= 0;
            return found;
        }
        finally
        {
            copies.Delete(recursive: true);
        }
    }
}
