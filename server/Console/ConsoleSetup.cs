using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using MudBlazor;
using MudBlazor.Services;
using RecommendVote.Server.StaffConsole.Accounts;
using RecommendVote.Server.StaffConsole.Text;

namespace RecommendVote.Server.StaffConsole;

/// <summary>The staff console: Blazor pages of this process that call the use cases.</summary>
public static class ConsoleSetup
{
    /// <summary>The cookie that holds the chosen language, <c>zh</c> or <c>en</c>.</summary>
    public const string LanguageCookie = "recommendvote-language";

    [SuppressMessage("Reliability", "CA2252", Justification = "none of the preview parts are used")]
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, StillSignedIn>();
        services.AddHttpContextAccessor();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
        services.AddScoped<Words>();
        services.AddScoped<MudLocalizer, MudWords>();
        services.AddScoped<PageTools>();
        services.AddSingleton<ConsoleClock>();
    }

    public static void MapConsole(this WebApplication app)
    {
        // A link, so that the choice works without scripts too and holds for the sign-in page.
        app.MapGet("/account/language", (string? to, string? back, HttpContext http) =>
        {
            http.Response.Cookies.Append(LanguageCookie, to == "en" ? "en" : "zh", new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
            return TypedResults.LocalRedirect(IsOwnPath(back) ? back : "/");
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapRazorComponents<ConsoleRoot>().AddInteractiveServerRenderMode();
    }

    private static bool IsOwnPath([NotNullWhen(true)] string? path) =>
        path is { Length: > 0 and < 500 } && path[0] == '/' && (path.Length == 1 || (path[1] != '/' && path[1] != '\\')) && !path.Any(char.IsControl);
}
