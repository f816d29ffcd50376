namespace Tsunagu.TextAnalytics;

/// <summary>Where Azure AI Language is, and how to be let in: by <see cref="Key"/> or by <see cref="Identity"/>, never both.</summary>
public sealed record AzureLanguageOptions
{
    /// <summary>The resource's end point, such as <c>https://name.cognitiveservices.azure.com/</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>One of the resource's two keys.</summary>
    public string? Key { get; init; }

    /// <summary>Which Entra ID identity the program has.</summary>
    public EntraIdentity? Identity { get; init; }

    /// <summary>With <see cref="EntraIdentity.Managed"/>: client id of a user-assigned identity; null = the machine's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>How long a turn waits for all answers together. A person waits for the turn.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long a single attempt may take: a connection that hangs leaves time for a second one.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Ways to prove with Entra ID who the program is, without a secret in its settings.</summary>
public enum EntraIdentity
{
    /// <summary>The identity that Azure gives the machine.</summary>
    Managed,

    /// <summary>The identity that a Kubernetes cluster gives the pod.</summary>
    Workload,

    /// <summary><c>AZURE_TENANT_ID</c>, <c>AZURE_CLIENT_ID</c> and a secret or certificate from the environment.</summary>
    Environment,
}
