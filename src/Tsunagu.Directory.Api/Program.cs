using Tsunagu.Directory.Api;

return await DirectoryProgram.RunAsync(args);
