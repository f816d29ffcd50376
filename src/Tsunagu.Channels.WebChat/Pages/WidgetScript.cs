using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary><c>/widget.js</c>: the script for other sites' pages, with its few words in each language put in front.</summary>
internal static class WidgetScript
{
    /// <summary>The script; its words change only when the program starts anew.</summary>
    public static byte[] Write(PageTexts texts) => Encoding.UTF8.GetBytes($"(()=>{{const words={Words(texts)};{WebAssets.TextOf("widget.js")}}})();");

    public static async Task SendAsync(HttpContext context, byte[] script)
    {
        var response = context.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        response.Headers.CacheControl = "public, max-age=300";
        // Any page may load the script; only pages of allowed origins may show the chat.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.ContentLength = script.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(script, context.RequestAborted);
    }

    private static string Words(PageTexts texts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var tag in texts.Tags)
            {
                json.WriteStartObject(tag);
                foreach (var (key, text) in texts.For(tag).WithPrefix("widget."))
                    json.WriteString(key, text);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
