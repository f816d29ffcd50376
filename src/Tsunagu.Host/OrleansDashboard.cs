using System.Net;
using Orleans.Dashboard;

namespace Tsunagu.Host;

/// <summary>Orleans' dashboard, when <c>Cluster:Dashboard</c> is on.</summary>
internal static class OrleansDashboard
{
    private const string Root = "/dev/orleans";

    public static void Add(ISiloBuilder silo) => silo.AddDashboard();

    public static void Map(WebApplication app)
    {
        // It has no login, so it is shown to callers on this machine only.
        app.Use((context, next) =>
        {
            var local = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
            if (local || !context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.MapOrleansDashboard(Root);
    }
}
