using Tsunagu.Architecture.Tests.Fixtures;
using Tsunagu.Architecture.Tests.Rules;

namespace Tsunagu.Architecture.Tests;

/// <summary>Boundary 5: time is a TimeProvider, chance an injected source, so that a turn can be run again and tested at any hour.</summary>
public class TimeAndChanceTests
{
    private static readonly IReadOnlyList<CompiledCode> Code = [.. Repository.ProductProjects().Select(CompiledCode.Of)];

    [Fact]
    public void The_machine_s_clock_is_rejected_also_in_lambdas_and_async_methods() =>
        Findings.Reject(
            MemberRules.Time(CompiledCode.Pretend("Tsunagu.Host", typeof(BadCode.Clock))),
            "System.DateTime::get_Now", "System.DateTimeOffset::get_UtcNow", "System.DateTime::get_UtcNow", "System.DateTime::get_Today");

    [Fact]
    public void The_system_s_TimeProvider_is_chosen_in_Host_only()
    {
        var code = CompiledCode.Pretend("Tsunagu.Dialogs", typeof(BadCode.OwnClock));
        Findings.Reject(MemberRules.Time(code), "System.TimeProvider::get_System");
        Findings.None(MemberRules.Time(code with { Project = "Tsunagu.Host" }));
    }

    [Fact]
    public void Chance_of_one_s_own_is_rejected() =>
        Findings.Reject(MemberRules.Chance(CompiledCode.Pretend("Tsunagu.Channels.WebChat", typeof(BadCode.Dice))), "System.Random::get_Shared", "System.Random::.ctor");

    [Fact]
    public void Random_ids_are_rejected_in_pure_projects_only()
    {
        var code = CompiledCode.Pretend("Tsunagu.Handbook", typeof(BadCode.Ids));
        Findings.Reject(MemberRules.Chance(code), "System.Guid::NewGuid");
        Findings.None(MemberRules.Chance(code with { Project = "Tsunagu.Channels.WebChat" }));
    }

    [Fact]
    public void Good_code_passes()
    {
        var code = CompiledCode.Pretend("Tsunagu.Handbook", typeof(GoodCode));
        Assert.NotEmpty(code.Types);
        Findings.None([.. MemberRules.Time(code), .. MemberRules.Chance(code), .. MemberRules.Configuration(code), .. Boundaries.Check(code)]);
    }

    [Fact]
    public void Product_code_takes_time_from_a_TimeProvider() => Findings.None(Code.SelectMany(MemberRules.Time));

    [Fact]
    public void Product_code_takes_chance_from_an_injected_source() => Findings.None(Code.SelectMany(MemberRules.Chance));
}
