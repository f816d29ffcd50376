using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tsunagu.Benchmarks;

// Each verb measures one thing; see README.md. Everything else goes to BenchmarkDotNet.
switch (args)
{
    case ["turns", .. var rest]:
        return await TurnBenchmark.RunAsync(new Arguments(rest));
    case ["load", .. var rest]:
        return await LoadDriver.RunAsync(new Arguments(rest));
    case ["line", .. var rest]:
        return await LineLoad.RunAsync(new Arguments(rest));
    case ["floor", .. var rest]:
        return await FloorServer.RunAsync(new Arguments(rest));
    case ["search", .. var rest]:
        return await SearchBenchmark.RunAsync(new Arguments(rest));
    case ["torture", .. var rest]:
        return await TortureCommand.RunAsync(new Arguments(rest));
    case ["startup"]:
        return await Startup.RunAsync(7);
    case ["startup", var times] when int.TryParse(times, out var number):
        return await Startup.RunAsync(number);
}

// In this process: the repository's central versions and output folder are not for generated projects.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Site).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], config);
return 0;
