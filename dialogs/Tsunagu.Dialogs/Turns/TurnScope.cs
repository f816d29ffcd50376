using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>All that one turn works with. It lives as long as the turn and belongs to it alone.</summary>
internal sealed class TurnScope
{
    private Words? _words;
    private Answers? _answers;
    private Journey? _journey;
    private Answers? _journeyOf;
    private NeedProfile? _profile;
    private Journey? _profileOf;
    private (string Prompt, AnswerInterpretation What)? _understood;
    private List<Tally>? _counted;

    public required HandbookParts Parts { get; init; }

    public required DirectorySnapshot Snapshot { get; init; }

    /// <summary>The instant of the turn; the clock is read once.</summary>
    public required DateTimeOffset Now { get; init; }

    public required Func<string> NewTalkId { get; init; }

    public required Activity Activity { get; init; }

    /// <summary>What the person sent; without token and words for anything but messages.</summary>
    public required PersonInput Input { get; init; }

    public required TalkState State { get; set; }

    /// <summary>A sign of danger in what was typed this turn.</summary>
    public CrisisSignal? Crisis { get; set; }

    /// <summary>What an analyser outside found in what was typed this turn.</summary>
    public TextFindings Findings { get; set; } = TextFindings.None;

    /// <summary>What is said before the question, in order.</summary>
    public List<Activity> Before { get; } = [];

    /// <summary>Why the question is asked again, put before its words; null when it is simply asked.</summary>
    public Lead? Lead { get; set; }

    public PersonEcho? Echo { get; set; }

    public bool Erase { get; set; }

    /// <summary>What the turn does to the person's reminder; null = nothing.</summary>
    public ReminderChange? Reminder { get; set; }

    /// <summary>True when the turn asks nothing: the talk is with staff.</summary>
    public bool Quiet { get; set; }

    /// <summary>What the turn adds one to.</summary>
    public IReadOnlyList<Tally> Counted => _counted ?? (IReadOnlyList<Tally>)[];

    public Handbook Handbook => Parts.Handbook;

    public Locale Locale => Locale.ParseOrJapanese(State.Locale);

    public Words Words
    {
        get
        {
            if (_words is null || _words.Locale != Locale)
                _words = new Words(Parts.Texts, Locale, Snapshot.PhoneOf);
            return _words;
        }
    }

    public Answers Answers
    {
        get => _answers ??= State.ToAnswers();
        set
        {
            _answers = value;
            State = State.WithAnswers(value);
        }
    }

    /// <summary>The way so far, recomputed whenever an answer changed.</summary>
    public Journey Journey
    {
        get
        {
            if (_journey is null || !ReferenceEquals(_journeyOf, Answers))
            {
                _journeyOf = Answers;
                _journey = Journey.From(Handbook, Answers, MattersMemo.For(Parts, Snapshot, Now).Matters);
            }

            return _journey;
        }
    }

    /// <summary>What the answers say that the person needs; every message of the turn asks for it.</summary>
    public NeedProfile Profile
    {
        get
        {
            if (_profile is null || !ReferenceEquals(_profileOf, Journey))
            {
                _profileOf = Journey;
                _profile = NeedProfile.From(Handbook, Journey.Applicable);
            }

            return _profile;
        }
    }

    /// <summary>True when the talk is about somebody else.</summary>
    public bool Third => string.Equals(Profile.About, "third", StringComparison.Ordinal);

    /// <summary>
    /// True from a sign of danger, a safety worry or a sign of violence on: nothing of the talk may then turn up where others of the household could find it.
    /// </summary>
    public bool Guarded => State.Crisis is not null || Profile.Marks.Any(WellKnown.DangerMarks.Contains);

    /// <summary>A scope without a talk: words and cards for pages that stand beside it.</summary>
    public static TurnScope OutsideTalk(HandbookParts parts, DateTimeOffset now, Locale locale) => new()
    {
        Parts = parts,
        Snapshot = parts.Directory.Current,
        Now = now,
        NewTalkId = static () => "",
        Activity = new Activity(ActivityTypes.Event),
        Input = PersonInput.Nothing,
        State = TalkState.New(parts.Handbook, locale.Tag),
    };

    /// <summary>Adds one to something; counted only if the turn is kept.</summary>
    public void Count(string kind, string key) => (_counted ??= []).Add(new Tally(kind, key));

    /// <summary>Goes one step on: buttons shown before are old from here.</summary>
    public void Advance(string? mode = null) => State = State with
    {
        Turn = State.Turn + 1,
        Mode = mode ?? State.Mode,
        Retries = 0,
        Picked = [],
        Narrowed = [],
    };

    /// <summary>Forgets the cached answers after the whole state was replaced.</summary>
    public void Replace(TalkState state)
    {
        State = state;
        _answers = null;
    }

    /// <summary>Says something in another language than the talk's.</summary>
    public T In<T>(Locale locale, Func<T> say)
    {
        var (tag, words) = (State.Locale, _words);
        State = State with { Locale = locale.Tag };
        try
        {
            return say();
        }
        finally
        {
            State = State with { Locale = tag };
            _words = words;
        }
    }

    /// <summary>What the typed words mean under this prompt; worked out once.</summary>
    public AnswerInterpretation Understand(Prompt prompt)
    {
        if (_understood is { } known && string.Equals(known.Prompt, prompt.Id, StringComparison.Ordinal))
            return known.What;
        var what = AnswerReader.Interpret(this, prompt);
        _understood = (prompt.Id, what);
        return what;
    }
}

/// <summary>Words before a question that is asked again.</summary>
/// <param name="Kind">Kind of the message that results.</param>
/// <param name="Id">Which words.</param>
/// <param name="Text">The words.</param>
internal sealed record Lead(string Kind, string Id, string Text)
{
    /// <summary>Commands that stand beside the answers instead of the usual ones.</summary>
    public IReadOnlyList<string>? Commands { get; init; }

    /// <summary>Lines to call that go with the words.</summary>
    public IReadOnlyList<MessageCard> Cards { get; init; } = [];

    /// <summary>Facts for machines that go with the words.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? Data { get; init; }
}
