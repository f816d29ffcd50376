using Tsunagu.Channels.Mail;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>Joins the mail channel to words, directory and the search for signs of danger.</summary>
internal static class MailComposition
{
    public static void AddMail(this IServiceCollection services, MailSettings? settings)
    {
        if (settings is null)
            return;
        services.AddSingleton(settings.Options);
        services.AddSingleton<IMailAnswers>(provider => new MailAnswers(provider.GetRequiredService<BotComposition>().Parts, settings.OrganizationId, provider.GetRequiredService<SiteSettings>().PublicUrl));
        services.AddHostedService<MailChannel>();
    }
}

/// <summary>Words of automatic answers by mail.</summary>
internal sealed class MailAnswers : IMailAnswers
{
    private readonly HandbookParts _parts;
    private readonly AfterHoursDesk _desk;
    private readonly string _organizationId;
    private readonly string _link;

    public MailAnswers(HandbookParts parts, string organizationId, string link)
    {
        (_parts, _desk, _organizationId, _link) = (parts, new AfterHoursDesk(parts), organizationId, link);
        if (_desk.Find(organizationId, Locale.Japanese, DateTimeOffset.UnixEpoch) is null)
            throw new SettingsException($"Mail:Organization is '{organizationId}', which is no window or organisation of the directory: set the id of one.");
    }

    public bool IsAfterHours(DateTimeOffset at) => Find(Locale.Japanese, at).State == "closed";

    public MailAnswer Answer(string written, DateTimeOffset now)
    {
        var locale = LanguageOf(written);
        var answer = Find(locale, now);
        List<string> text = [];
        if (_parts.Understanding.RecognizeCrisis(written, locale) is { } signal)
            text.AddRange(_desk.Safety(signal, locale, now));
        text.AddRange([answer.PlainText(_link), _parts.Texts.Message(locale, "after-hours.mail.automatic"), ""]);
        return new MailAnswer(_parts.Texts.Message(locale, "after-hours.mail.subject"), string.Join('\n', text), locale.Tag);
    }

    private AfterHoursAnswer Find(Locale locale, DateTimeOffset at) => _desk.Find(_organizationId, locale, at)
        ?? throw new NoMailAnswerException($"Mail:Organization '{_organizationId}' has left the directory: set the id of a window that is there.");

    /// <summary>Japanese unless not one Japanese character stands there: a safe guess for a Kyoto desk.</summary>
    private static Locale LanguageOf(string written)
    {
        if (written.Any(c => c is >= '\u3041' and <= '\u30ff'))
            return Locale.Japanese;
        if (written.Any(c => c is >= '\uac00' and <= '\ud7a3'))
            return Locale.Korean;
        if (written.Any(c => c is >= '\u4e00' and <= '\u9fff'))
            return Locale.Chinese;
        if (written.Any(c => c is '\u0111' or '\u01a1' or '\u01b0' or (>= '\u1ea0' and <= '\u1ef9')))
            return Locale.Vietnamese;
        return written.Any(char.IsAsciiLetter) ? Locale.English : Locale.Japanese;
    }
}
