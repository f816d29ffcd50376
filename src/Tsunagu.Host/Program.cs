using Tsunagu.Host;

return await HostProgram.RunAsync(args);
