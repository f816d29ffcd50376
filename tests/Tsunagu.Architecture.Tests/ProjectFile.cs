using System.Xml.Linq;

namespace Tsunagu.Architecture.Tests;

/// <summary>What a .csproj asks for. The compiler drops references that no code uses; the project file does not.</summary>
internal sealed record ProjectFile(string Path, string Name, string AssemblyName, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Parse(string path, string text)
    {
        var xml = XElement.Parse(text);
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var packages = Includes(xml, "PackageReference").Concat(Includes(xml, "FrameworkReference")).ToList();
        if ((string?)xml.Attribute("Sdk") == "Microsoft.NET.Sdk.Web") packages.Add("Microsoft.AspNetCore.App");
        return new ProjectFile(
            path,
            name,
            xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name,
            [.. Includes(xml, "ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            packages);
    }

    private static IEnumerable<string> Includes(XElement xml, string element) =>
        xml.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
