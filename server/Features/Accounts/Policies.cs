using Microsoft.AspNetCore.Authorization;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Who may call what, by name. Everything that names no policy is refused to everyone but staff with a password of their own.</summary>
public static class Policies
{
    /// <summary>Signed in, with a password of one's own.</summary>
    public const string Staff = "staff";

    /// <summary>Signed in, also with a one-time password that must still be changed.</summary>
    public const string StaffEvenWithOneTimePassword = "staff-even-with-one-time-password";

    public const string Administrator = "administrator";
    public const string Organizer = "organizer";
    public const string Officer = "officer";

    /// <summary>Those who may see counts and the record.</summary>
    public const string OrganizerOrOfficer = "organizer-or-officer";

    public static void AddPolicies(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(OwnPassword(new AuthorizationPolicyBuilder()).Build())
        .AddPolicy(Staff, policy => OwnPassword(policy))
        .AddPolicy(StaffEvenWithOneTimePassword, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Administrator, policy => OwnPassword(policy).RequireRole(Roles.Administrator))
        .AddPolicy(Organizer, policy => OwnPassword(policy).RequireRole(Roles.Organizer))
        .AddPolicy(Officer, policy => OwnPassword(policy).RequireRole(Roles.Officer))
        .AddPolicy(OrganizerOrOfficer, policy => OwnPassword(policy).RequireRole(Roles.Organizer, Roles.Officer));

    /// <summary>Sends people whose one-time password still stands to the form that changes it.</summary>
    public static void UsePasswordDuty(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.User.HasClaim(Actor.MustChangePasswordClaim, "1") && HttpMethods.IsGet(http.Request.Method)
            && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !http.Request.Path.StartsWithSegments("/account") && !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/_blazor"))
        {
            http.Response.Redirect("/account/password");
            return;
        }
        await next(http);
    });

    private static AuthorizationPolicyBuilder OwnPassword(AuthorizationPolicyBuilder policy) => policy
        .RequireAuthenticatedUser()
        .RequireAssertion(context => !context.User.HasClaim(Actor.MustChangePasswordClaim, "1"));
}

/// <summary>Cross-site request protection of the staff API: the cookie is SameSite=Strict, and unsafe calls need a header that a form cannot send.</summary>
public static class StaffHeader
{
    public const string Name = "X-RecommendVote";

    public static TBuilder RequireStaffHeader<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            var site = request.Headers["Sec-Fetch-Site"].ToString();
            if (!isSafe && (request.Headers[Name] != "1" || site is "cross-site" or "same-site"))
                return new Refusal("header-missing").Problem();
            return await next(context);
        });
}
