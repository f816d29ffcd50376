using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>A log in memory that takes every level.</summary>
internal sealed class LogLines : ILogger<AzureTextAnalyser>
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}".TrimEnd());
}
