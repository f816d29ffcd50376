using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Directory.Api.Tests;

/// <summary>Everything that the service logs, at every level, with exceptions and values.</summary>
[ProviderAlias("Lines")]
public sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Line(All, categoryName);

    public void Dispose()
    {
    }

    private sealed class Line(ConcurrentQueue<string> all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            all.Enqueue($"{category} {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Enqueue($"{category} {formatter(state, exception)} {exception}");
    }
}
