namespace Tsunagu.BotCore.Tests.Dialogs;

public sealed class DialogTests
{
    [Fact]
    public async Task Talks_at_the_same_time_do_not_meet()
    {
        // One dialog object, one storage, many conversations at once.
        var root = TestBot.TwoQuestions();
        var storage = new MemoryStorage();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            var bot = new TestBot(root, storage);
            foreach (var word in new[] { "hi", $"a{i}", $"b{i}" })
                await bot.SayAsync(word, $"talk{i}");
            return bot.Result!.Result;
        })));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"a{i}, b{i}"), results);
    }

    [Fact]
    public async Task A_component_is_initialised_once_before_any_turn_goes_on()
    {
        var gate = new TaskCompletionSource();
        var root = new LateComponent(gate.Task);
        var storage = new MemoryStorage();
        var turns = Enumerable.Range(0, 3).Select(i => new TestBot(root, storage).SayAsync("hi", $"talk{i}")).ToList();
        Assert.DoesNotContain(turns, t => t.IsCompleted);

        gate.SetResult();

        Assert.All(await Task.WhenAll(turns), answer => Assert.Equal("late", answer));
        Assert.Equal(1, root.Calls);
    }

    [Fact]
    public void A_dialog_without_an_id_has_its_types_name()
    {
        Assert.Equal("Named", new Named().Id);
        Assert.Equal("ComponentDialog", new ComponentDialog(" ").Id);
    }

    [Fact]
    public void A_set_numbers_dialogs_of_the_same_id_and_keeps_the_order()
    {
        var (first, second, third) = (new Named("a"), new Named("a"), new Named("a"));

        var set = new DialogSet().Add(first).Add(second).Add(first).Add(third);

        Assert.Equal(["a", "a2", "a3"], set.GetDialogs().Select(d => d.Id));
        Assert.Same(second, set.Find("a2"));
        Assert.Null(set.Find("b"));
        Assert.Null(set.Find(""));
    }

    [Fact]
    public void The_version_of_a_set_says_whether_its_dialogs_are_the_same()
    {
        string VersionOf(params string[] ids) => ids.Aggregate(new DialogSet(), (set, id) => set.Add(new Named(id))).GetVersion();

        Assert.Equal(VersionOf("a", "b"), VersionOf("a", "b"));
        Assert.NotEqual(VersionOf("a", "b"), VersionOf("a"));
        Assert.NotEqual(VersionOf("a", "b"), VersionOf("ab"));
        var set = new DialogSet().Add(new Named("a"));
        var before = set.GetVersion();
        Assert.NotEqual(before, set.Add(new Named("b")).GetVersion());
    }

    [Fact]
    public async Task The_stack_can_be_seen_from_inside_and_outside()
    {
        (string Stack, string? Parent)? inside = null;
        var root = new ComponentDialog("main");
        root.AddDialog(new WaterfallDialog("w", [
            (step, ct) => step.BeginDialogAsync("inner", cancellationToken: ct),
        ]));
        root.AddDialog(new WaterfallDialog("inner", [
            (step, _) =>
            {
                inside = (string.Join(',', step.Stack.Select(d => d.Id)), step.Parent!.ActiveDialog!.Id);
                return Task.FromResult(Dialog.EndOfTurn);
            },
        ]));
        var state = new ConversationState(new MemoryStorage());
        var accessor = state.CreateProperty<DialogState>("d");
        using var turn = new TurnContext(new CollectingAdapter(), new TestBot(root).Message("hi"));
        turn.Activity.Locale = "ja";
        await root.RunAsync(turn, accessor, TestContext.Current.CancellationToken);

        var dc = await new DialogSet(accessor).Add(root).CreateContextAsync(turn, TestContext.Current.CancellationToken);

        Assert.Equal(("inner,w", "main"), inside);
        Assert.Equal("main", dc.ActiveDialog!.Id);
        Assert.Equal("inner", dc.Child!.ActiveDialog!.Id);
        Assert.Null(dc.Child.Child);
        Assert.Same(root, dc.Child.FindDialog("main"));
        Assert.Null(dc.FindDialog("inner"));
        Assert.Equal("ja", dc.GetLocale());
        Assert.Same(turn.TurnState, dc.Services);
    }

    [Fact]
    public async Task An_event_rises_from_the_innermost_dialog_until_it_is_handled()
    {
        var log = new List<string>();
        var inner = new Listening("inner", log, handles: null);
        var outer = new Listening("outer", log, handles: "mine");
        inner.AddDialog(new WaterfallDialog("w", [(_, _) => Task.FromResult(Dialog.EndOfTurn)]));
        outer.AddDialog(inner);
        var accessor = new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("d");
        using var turn = new TurnContext(new CollectingAdapter(), new TestBot(outer).Message("hi"));
        await outer.RunAsync(turn, accessor, TestContext.Current.CancellationToken);
        var dc = await new DialogSet(accessor).Add(outer).CreateContextAsync(turn, TestContext.Current.CancellationToken);

        Assert.True(await dc.EmitEventAsync("mine", 1, bubble: true, fromLeaf: true, TestContext.Current.CancellationToken));
        Assert.False(await dc.EmitEventAsync("theirs", 1, bubble: true, fromLeaf: true, TestContext.Current.CancellationToken));
        Assert.False(await dc.Child!.EmitEventAsync("mine", 1, bubble: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("inner before mine, outer before mine; inner before theirs, outer before theirs, outer after theirs, inner after theirs; inner before mine, inner after mine", string.Join(", ", log).Replace(", inner before", "; inner before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task State_holds_neither_what_was_typed_nor_what_was_not_asked_to_be_kept()
    {
        var root = new ComponentDialog("main");
        root.AddDialog(new WaterfallDialog("w", [
            (step, ct) => step.PromptAsync("text", TestBot.Asking("name?"), ct),
            (step, ct) => step.PromptAsync("choice", TestBot.Asking("which?", "a", "b"), ct),
            (step, _) => Task.FromResult(Dialog.EndOfTurn),
        ]));
        root.AddDialog(new TextPrompt("text", (p, _) => Task.FromResult(p.AttemptCount > 1)));
        root.AddDialog(new ChoicePrompt("choice"));
        var bot = new TestBot(root);
        foreach (var words in new[] { "hi", "himitsu", "himitsu", "himitsu" })
        {
            await bot.SayAsync(words);
            var state = (await bot.Storage.ReadAsync(["test/conversations/talk"], TestContext.Current.CancellationToken)).Single().Value;
            Assert.DoesNotContain("himitsu", System.Text.Encoding.UTF8.GetString(StateCodec.Default.Encode(state)), StringComparison.Ordinal);
        }
    }

    private sealed class Named(string? id = null) : Dialog(id)
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);
    }

    private sealed class LateComponent(Task gate) : ComponentDialog("late")
    {
        internal int Calls { get; private set; }

        protected override async Task OnInitializeAsync(DialogContext dc)
        {
            Calls++;
            await gate;
            AddDialog(new WaterfallDialog("w", [async (step, ct) =>
            {
                await step.Context.SendActivityAsync("late", cancellationToken: ct);
                return EndOfTurn;
            }]));
        }
    }

    private sealed class Listening(string id, List<string> log, string? handles) : ComponentDialog(id)
    {
        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            log.Add($"{Id} before {e.Name}");
            return Task.FromResult(e.Name == handles);
        }

        protected override Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            log.Add($"{Id} after {e.Name}");
            return Task.FromResult(false);
        }
    }
}
