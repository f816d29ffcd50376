using Tsunagu.TextAnalytics;

namespace Tsunagu.Host;

/// <summary>Reads and checks <c>TextAnalytics:Azure:*</c>. Without an end point typed words never leave the machine.</summary>
internal static class AnalyserSettings
{
    private const string Section = "TextAnalytics:Azure", EndpointKey = Section + ":Endpoint", KeyKey = Section + ":Key", IdentityKey = Section + ":Identity", ClientKey = Section + ":ClientId";

    /// <summary>Reads the settings.</summary>
    /// <returns>Null when no analyser is wished.</returns>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static AzureLanguageOptions? Read(IConfiguration configuration)
    {
        var (endpoint, key, identity, client) = (Text(configuration, EndpointKey), Text(configuration, KeyKey), Text(configuration, IdentityKey), Text(configuration, ClientKey));
        if (endpoint is null)
        {
            return (key ?? identity ?? client) is null
                ? null
                : throw new SettingsException($"{EndpointKey} is empty, but {(key is not null ? KeyKey : identity is not null ? IdentityKey : ClientKey)} is set: set the resource's end point, such as https://name.cognitiveservices.azure.com, or remove the other.");
        }

        if (key is not null && identity is not null)
            throw new SettingsException($"{KeyKey} and {IdentityKey} are both set: keep one, the key or the Entra ID identity.");
        if (key is null && identity is null)
            throw new SettingsException($"{EndpointKey} is set without a way in: set {KeyKey} to one of the resource's keys, or {IdentityKey} to managed, workload or environment.");
        if (client is not null && identity != "managed")
            throw new SettingsException($"{ClientKey} is set without {IdentityKey}=managed: remove it, or set the identity.");
        return new AzureLanguageOptions { Endpoint = Address(endpoint, identity), Key = key, Identity = IdentityOf(configuration, identity), ClientId = client };
    }

    private static Uri Address(string text, string? identity)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
            throw new SettingsException($"{EndpointKey} is '{text}', which is no end point: write scheme and host only, such as https://name.cognitiveservices.azure.com.");
        // What people typed goes there, and the key.
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new SettingsException($"{EndpointKey} is '{text}': use https; http is for this machine only.");
        if (address.Scheme == "http" && identity is not null)
            throw new SettingsException($"{EndpointKey} is '{text}': with {IdentityKey} use https, or tokens would travel in the open.");
        return address;
    }

    private static EntraIdentity? IdentityOf(IConfiguration configuration, string? name)
    {
        EntraIdentity? identity = name switch
        {
            null => null,
            "managed" => EntraIdentity.Managed,
            "workload" => EntraIdentity.Workload,
            "environment" => EntraIdentity.Environment,
            _ => throw new SettingsException($"{IdentityKey} is '{name}': set managed, workload or environment."),
        };
        if (identity is EntraIdentity.Workload or EntraIdentity.Environment)
        {
            foreach (var variable in (string[])["AZURE_TENANT_ID", "AZURE_CLIENT_ID"])
            {
                if (Text(configuration, variable) is null)
                    throw new SettingsException($"{IdentityKey} is {name}, but {variable} is empty: set it in the environment, or choose another identity.");
            }
        }

        return identity;
    }

    private static string? Text(IConfiguration configuration, string key) => configuration[key]?.Trim() is { Length: > 0 } text ? text : null;
}
