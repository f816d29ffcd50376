using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tsunagu.Benchmarks;

if (args is ["startup", ..])
    return await Startup.RunAsync(args.Length > 1 && int.TryParse(args[1], out var times) ? times : 7);

// In this process: the repository's central versions and output folder are not for generated projects.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Site).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], config);
return 0;
