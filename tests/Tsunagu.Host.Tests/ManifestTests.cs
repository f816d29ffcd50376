using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace Tsunagu.Host.Tests;

/// <summary>No container engine and no cluster is here; but what the files say must be what the host understands.</summary>
public sealed partial class ManifestTests
{
    private static readonly string Manifests = Path.Combine(HostProcess.Root, "manifests");
    private static readonly YamlMappingNode Compose = Read("docker", "compose.yaml")[0];
    private static readonly List<YamlMappingNode> Kubernetes = Read("kubernetes", "tsunagu.yaml");
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Manifests, "docker", "Dockerfile"));

    [Fact]
    public void Every_setting_in_them_is_one_that_the_host_knows_and_the_host_takes_them()
    {
        var known = Known(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(HostProcess.Root, "appsettings.json"))).RootElement, "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Contains("Storage:Provider", known);
        foreach (var settings in new[] { ComposeSettings(), KubernetesSettings() })
        {
            Assert.All(settings.Keys, key => Assert.Contains(key, known));
            var engine = EngineSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new SiteRoot(Path.GetTempPath(), IsCheckout: false));
            Assert.Equal(StorageProvider.Postgres, engine.Provider);
            Assert.NotNull(engine.Cluster.Postgres);
            Assert.Equal((11111, 30000), (engine.Cluster.SiloPort, engine.Cluster.GatewayPort));
        }
    }

    [Fact]
    public void A_setting_with_a_slip_would_be_found()
    {
        var known = Known(JsonDocument.Parse("""{"Storage":{"Provider":""}}""").RootElement, "").ToList();
        Assert.DoesNotContain("Storage:Provder", known);
        Assert.Equal(["Storage:Provider"], known);
    }

    [Fact]
    public void Image_compose_and_Kubernetes_speak_of_the_same_port_and_probes_that_exist()
    {
        Assert.Contains("ASPNETCORE_URLS=http://0.0.0.0:8080", Dockerfile, StringComparison.Ordinal);
        Assert.Contains("EXPOSE 8080", Dockerfile, StringComparison.Ordinal);
        Assert.EndsWith(":8080", Text(At(Compose, "services", "tsunagu", "ports", 0)), StringComparison.Ordinal);
        var ports = ((YamlSequenceNode)At(Container(), "ports")).ToDictionary(p => Text(At(p, "name")), p => Text(At(p, "containerPort")), StringComparer.Ordinal);
        Assert.Equal("8080", ports["http"]);
        Assert.Equal(KubernetesSettings()["Cluster:SiloPort"], ports["silo"]);
        Assert.Equal(("/health/ready", "http"), (Text(At(Container(), "readinessProbe", "httpGet", "path")), Text(At(Container(), "readinessProbe", "httpGet", "port"))));
        Assert.Equal("/health/live", Text(At(Container(), "livenessProbe", "httpGet", "path")));
        var policy = Kubernetes.Single(d => Text(At(d, "kind")) == "NetworkPolicy");
        var among = ((YamlSequenceNode)At(policy, "spec", "ingress", 1, "ports")).Select(p => Text(At(p, "port")));
        Assert.Equal([KubernetesSettings()["Cluster:SiloPort"], KubernetesSettings()["Cluster:GatewayPort"]], among);
    }

    [Fact]
    public void The_user_is_a_number_because_Kubernetes_cannot_tell_whether_a_name_is_root()
    {
        // APP_UID is set by the base image.
        var user = UserLine().Match(Dockerfile).Groups[1].Value;
        Assert.True(user == "$APP_UID" || uint.TryParse(user, out var number) && number > 0, user);
        var context = At(Kubernetes[0], "spec", "template", "spec", "securityContext");
        Assert.Equal("true", Text(At(context, "runAsNonRoot")));
        Assert.True(uint.Parse(Text(At(context, "runAsUser")), System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [GeneratedRegex(@"^USER (\S+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    private static YamlNode Container() => At(Kubernetes[0], "spec", "template", "spec", "containers", 0);

    private static Dictionary<string, string?> ComposeSettings() =>
        ((YamlMappingNode)At(Compose, "services", "tsunagu", "environment")).ToDictionary(p => Key(Text(p.Key)), p => (string?)Text(p.Value), StringComparer.Ordinal);

    private static Dictionary<string, string?> KubernetesSettings() => ((YamlSequenceNode)At(Container(), "env")).Cast<YamlMappingNode>().ToDictionary(
        e => Key(Text(At(e, "name"))),
        e => e.Children.TryGetValue("value", out var value) ? Text(value) : Given(Key(Text(At(e, "name")))), StringComparer.Ordinal);

    // What comes from a secret or from the pod.
    private static string? Given(string key) => key switch
    {
        "ConnectionStrings:Postgres" => "Host=db;Database=tsunagu;Username=tsunagu;Password=x",
        "Cluster:Address" => "10.0.0.7",
        _ => "a-secret-of-the-site-long-enough",
    };

    private static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    private static IEnumerable<string> Known(JsonElement settings, string prefix) => settings.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object ? Known(p.Value, $"{prefix}{p.Name}:") : [prefix + p.Name]);

    private static YamlNode At(YamlNode node, params object[] path) =>
        path.Aggregate(node, static (at, step) => step is int index ? ((YamlSequenceNode)at)[index] : ((YamlMappingNode)at).Children[(string)step]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static List<YamlMappingNode> Read(string folder, string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Manifests, folder, file));
        yaml.Load(reader);
        return [.. yaml.Documents.Select(d => (YamlMappingNode)d.RootNode)];
    }
}
