using System.Collections.Immutable;
using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>The state of a talk as bytes: <see cref="TalkState"/> and the dialog stack, as JSON without reflection.</summary>
internal static class TalkStateCodec
{
    private const string Talk = "talk";
    private const string Dialogs = "dialogs";

    private static readonly StateCodec Codec = StateCodec.Default.With("talkState", TalkStateJson.Default.TalkState);

    public static byte[] Encode(TalkState state, DialogState dialogs) =>
        Codec.Encode(new Dictionary<string, object?>(StringComparer.Ordinal) { [Talk] = state, [Dialogs] = dialogs });

    /// <summary>Reads the state; empty bytes are a talk that has not begun.</summary>
    /// <exception cref="OutdatedStateException">Another version of the program wrote the bytes.</exception>
    public static (TalkState? State, DialogState Dialogs) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return (null, new DialogState());
        return Codec.Decode(bytes) is IDictionary<string, object?> kept
            && kept.TryGetValue(Talk, out var t) && t is TalkState { Format: TalkState.CurrentFormat } state
            && kept.TryGetValue(Dialogs, out var d) && d is DialogState dialogs
            ? (state, dialogs)
            : throw new OutdatedStateException("The talk was kept by another version of the program; begin a new one.");
    }

    public static Answers ToAnswers(this TalkState state) => Handbooks.Answers.From(state.Answers);

    public static TalkState WithAnswers(this TalkState state, Answers answers) => state with
    {
        Answers = answers.QuestionIds.ToImmutableDictionary(q => q, q => answers[q], StringComparer.Ordinal),
    };
}
