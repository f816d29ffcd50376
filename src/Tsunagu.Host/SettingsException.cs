namespace Tsunagu.Host;

/// <summary>A setting is wrong. The message is one line: which key, what is wrong, what to set.</summary>
/// <param name="message">The line.</param>
public sealed class SettingsException(string message) : Exception(message);
