using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// Reads a posted form within its limits. There is no anti-forgery cookie: nothing on the server changes, and the sealed state in the form is
/// one that this server gave out. What browsers tell about where a post comes from is looked at all the same (ADR 0017).
/// </summary>
internal static class FormRequest
{
    private const int MaxBody = 64 * 1024;
    private const int MaxFields = 128;

    /// <summary>The form; null after the request was refused with a problem.</summary>
    /// <param name="context">The request.</param>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsForeign(request))
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "foreign-form", "This form was sent by another site.", "Open the page of this site and send its own form.");
            return null;
        }

        if (!request.HasFormContentType)
        {
            await Refuse(context, StatusCodes.Status415UnsupportedMediaType, "not-a-form", "The body is no form.", "Send application/x-www-form-urlencoded, as the page's form does.");
            return null;
        }

        if (request.ContentLength > MaxBody)
        {
            await TooLarge(context);
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBody;
        try
        {
            return await request.ReadFormAsync(new FormOptions { ValueCountLimit = MaxFields, ValueLengthLimit = MaxBody, MultipartBodyLengthLimit = MaxBody, BufferBodyLengthLimit = MaxBody }, context.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await TooLarge(context);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "bad-form", "The form cannot be read.", "Send the page's own form.");
        }

        return null;
    }

    // Browsers set Sec-Fetch-Site themselves; older ones send Origin with a post. Text browsers send neither.
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static Task TooLarge(HttpContext context) =>
        Refuse(context, StatusCodes.Status413PayloadTooLarge, "too-large", "The form is too large.", "Send at most 64 KiB.");

    // A person gets the error page with its lines to call (ErrorPages); programs are told what to mend.
    private static Task Refuse(HttpContext context, int status, string code, string title, string detail) => ErrorPages.IsForPerson(context.Request)
        ? ErrorPages.SendPageAsync(context, status)
        : TypedResults.Problem(detail, statusCode: status, title: title, extensions: [KeyValuePair.Create<string, object?>("code", code)]).ExecuteAsync(context);
}
