using Tsunagu.Benchmarks;

// Each verb measures one thing; see README.md.
return args switch
{
    ["turns", .. var rest] => await TurnBenchmark.RunAsync(new Arguments(rest)),
    ["load", .. var rest] => await LoadDriver.RunAsync(new Arguments(rest)),
    ["floor", .. var rest] => await FloorServer.RunAsync(new Arguments(rest)),
    ["torture", .. var rest] => await TortureCommand.RunAsync(new Arguments(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: turns | load | floor | torture, with options as --name=value; README.md beside this program lists them.");
    return 1;
}
