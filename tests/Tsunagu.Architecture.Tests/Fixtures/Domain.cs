// Stand-ins with the domain's namespaces: what the fixture of a channel that sees too much looks at.
namespace Tsunagu.Directory
{
    internal sealed record FixtureService(string Id);
}

namespace Tsunagu.Handbooks
{
    internal sealed record FixtureQuestion(string Id);
}
