using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Channels.Line;

/// <summary>
/// LINE's signature of a webhook: Base64 of HMAC-SHA256 over the very bytes of the body, keyed with the channel's secret
/// (https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/).
/// </summary>
public static class Signature
{
    /// <summary>The header that it stands in; case does not matter.</summary>
    public const string Header = "x-line-signature";

    /// <summary>Signs a body, as LINE does.</summary>
    /// <param name="secret">The channel's secret.</param>
    /// <param name="body">The bytes as they are sent.</param>
    public static string Sign(string secret, ReadOnlySpan<byte> body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>True when the signature was made with one of the secrets. Takes the same time for every wrong signature.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="signature">The header's value.</param>
    /// <param name="secrets">The present secret and, during a change, the one before; empty ones are left out.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? signature, params ReadOnlySpan<string?> secrets)
    {
        if (string.IsNullOrEmpty(signature))
            return false;
        // The text is compared, not what it decodes to: Base64 has spare bits, and only one spelling is LINE's.
        var given = Encoding.ASCII.GetBytes(signature);
        var valid = false;
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
                valid |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, body)), given);
        }

        return valid;
    }
}
