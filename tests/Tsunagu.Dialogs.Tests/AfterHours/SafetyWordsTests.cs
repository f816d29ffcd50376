using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.AfterHours;

/// <summary>A sign of danger is answered by mail with the words that the talk says.</summary>
public class SafetyWordsTests
{
    private static readonly AfterHoursDesk Desk = new(Real.Parts);

    public static TheoryData<string> Locales => [.. Locale.All.Select(l => l.Tag)];

    private static string Say(Locale locale, string key) => Real.Parts.Texts.Message(locale, key);

    [Theory]
    [MemberData(nameof(Locales))]
    public void Who_fears_to_hurt_somebody_is_met_with_other_words_than_who_is_hurt(string tag)
    {
        Assert.True(Locale.TryParse(tag, out var locale));
        var said = Desk.Safety(new CrisisSignal(CrisisClass.ChildAbuse, ThirdPerson: false, CrisisUrgency.High) { Hurting = true }, locale, Real.Morning);
        Assert.Contains(Say(locale, "crisis.hurting"), said);
        Assert.DoesNotContain(Say(locale, "crisis.child-abuse.self"), said);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void In_violence_how_to_leave_nothing_behind_comes_first_in_words_that_are_true_for_mail(string tag)
    {
        Assert.True(Locale.TryParse(tag, out var locale));
        foreach (var danger in new[] { CrisisClass.Dv, CrisisClass.ChildAbuse, CrisisClass.ElderAbuse, CrisisClass.SexualViolence })
        {
            var said = Desk.Safety(new CrisisSignal(danger, ThirdPerson: false, CrisisUrgency.Concern), locale, Real.Morning);
            Assert.Equal(Say(locale, "after-hours.mail.screen-hint"), said[0]);
            Assert.DoesNotContain(Say(locale, "crisis.screen-hint"), said);
        }

        Assert.DoesNotContain(
            Say(locale, "after-hours.mail.screen-hint"),
            Desk.Safety(new CrisisSignal(CrisisClass.SuicideRisk, ThirdPerson: false, CrisisUrgency.Concern), locale, Real.Morning));
    }
}
