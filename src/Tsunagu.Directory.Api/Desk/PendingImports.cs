using System.Security.Cryptography;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>Sheets that were looked at and wait for a confirmation: a few, in memory, for a quarter of an hour.</summary>
internal sealed class PendingImports(TimeProvider clock)
{
    private const int Most = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly List<(string Token, byte[] File, string Version, DateTimeOffset Until)> _waiting = [];

    /// <summary>Keeps a sheet; whoever has the token and an approver's key may confirm it.</summary>
    internal string Keep(byte[] file, string version)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            Forget();
            if (_waiting.Count == Most)
                _waiting.RemoveAt(0);
            _waiting.Add((token, file, version, clock.GetUtcNow() + Patience));
        }
        return token;
    }

    /// <summary>Takes a sheet out, with the version of the directory that its preview was about; null when it is not there any more.</summary>
    internal (byte[] File, string Version)? Take(string token)
    {
        lock (_lock)
        {
            Forget();
            var index = _waiting.FindIndex(w => w.Token == token);
            if (index < 0)
                return null;
            var (_, file, version, _) = _waiting[index];
            _waiting.RemoveAt(index);
            return (file, version);
        }
    }

    private void Forget() => _waiting.RemoveAll(w => w.Until <= clock.GetUtcNow());
}
