using System.Reflection;
using Tsunagu.Directory.Api.Hsds;

namespace Tsunagu.Directory.Api.Tests.Hsds;

/// <summary>What is published has a member in a public type; what must never be published has none. A rule on types, so that no test data is needed to keep it.</summary>
public sealed class AllowListTests
{
    private static readonly string[] Private = ["mail", "contact", "assurer", "metadata", "history", "previous", "updatedby", "verifiedby", "role", "shelter", "member", "internal", "private"];

    /// <summary>The public HSDS types, and the domain's records, which pages, recommendations and snapshots are made from.</summary>
    private static readonly Type[] Published =
        [.. typeof(HsdsService).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(HsdsService).Namespace),
            typeof(Service), typeof(Organization), typeof(SupportScheme), typeof(CrisisLine), typeof(Provenance), typeof(Phone)];

    public sealed record BadContact(string ContactEmail, object Anything, Dictionary<string, string> More);

    [Fact]
    public void A_type_with_an_e_mail_or_an_open_bag_is_rejected()
    {
        var findings = Findings(typeof(BadContact)).ToList();
        Assert.Contains(findings, f => f.Contains("ContactEmail", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("Anything", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Contains("More", StringComparison.Ordinal));
    }

    [Fact]
    public void Public_types_are_allow_lists()
    {
        Assert.True(Published.Length > 20);
        Assert.Empty(Published.SelectMany(Findings));
    }

    private static IEnumerable<string> Findings(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let name = property.Name.ToLowerInvariant()
        where Private.Any(word => name.Contains(word, StringComparison.Ordinal)) || !IsClosed(property.PropertyType)
        select $"{type.Name}.{property.Name} must not be public";

    /// <summary>A value, or a type of our own, or a list of such: nothing that could carry whatever somebody puts in.</summary>
    private static bool IsClosed(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter || type == typeof(string) || type == typeof(DateOnly) || type == typeof(DateTimeOffset))
            return true;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return IsClosed(type.GetGenericArguments()[0]);
        return type.Namespace?.StartsWith("Tsunagu.Directory", StringComparison.Ordinal) == true;
    }
}
