using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Form posts of the sign-in pages, and the staff key calls of the signing module.</summary>
public static class AccountsEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        // Forms carry the antiforgery token; minimal APIs check it because the parameters are [FromForm].
        var forms = routes.MapGroup("/account").ExcludeFromDescription();
        forms.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(AccountsSetup.SignInLimit);
        forms.MapPost("/sign-out", SignOutAsync).RequireAuthorization(Policies.StaffEvenWithOneTimePassword);
        forms.MapPost("/password", ChangePasswordAsync).RequireAuthorization(Policies.StaffEvenWithOneTimePassword).RequireRateLimiting(AccountsSetup.SignInLimit);

        var keys = routes.MapGroup("/api/staff/keys").RequireAuthorization(Policies.Staff).RequireStaffHeader().WithTags("staff");
        keys.MapGet("", async (HttpContext http, ListStaffKeys list) => TypedResults.Ok(await list.RunAsync(Actor.From(http.User)!)));
        keys.MapPut("", async Task<Results<Ok<Done>, ProblemHttpResult>> (NewStaffKey request, HttpContext http, RegisterStaffKey register) =>
            (await register.RunAsync(Actor.From(http.User)!, request)).Http());
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<Account> signIn, AuditLog audit)
    {
        var target = LocalOrHome(returnUrl);
        var account = string.IsNullOrEmpty(userName) ? null : await signIn.UserManager.FindByNameAsync(userName);
        if (account is null || account.Closed)
        {
            // The same work as for a real account, so that the time does not tell which names exist.
            signIn.UserManager.PasswordHasher.HashPassword(new Account(), password ?? "");
            return Back("sign-in-failed", target);
        }
        var result = await signIn.PasswordSignInAsync(account, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
            return Back(result.IsLockedOut ? "account-locked" : "sign-in-failed", target);
        await audit.WriteAsync("signed-in", new Actor(account.Id, account.UserName ?? "", account.DisplayName, new HashSet<string>()));
        return TypedResults.LocalRedirect(account.MustChangePassword ? "/account/password" : target);

        static RedirectHttpResult Back(string code, string target) =>
            TypedResults.LocalRedirect($"/account/sign-in?error={code}&returnUrl={Uri.EscapeDataString(target)}");
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.LocalRedirect("/");
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/account/sign-in");
    }

    private static async Task<RedirectHttpResult> ChangePasswordAsync(
        [FromForm] string? current, [FromForm] string? replacement, HttpContext http, SignInManager<Account> signIn, AuditLog audit)
    {
        var account = await signIn.UserManager.GetUserAsync(http.User);
        if (account is null)
            return TypedResults.LocalRedirect("/account/sign-in");
        if (current == replacement)
            return TypedResults.LocalRedirect("/account/password?error=password-unchanged");
        account.MustChangePassword = false;
        var result = await signIn.UserManager.ChangePasswordAsync(account, current ?? "", replacement ?? "");
        if (!result.Succeeded)
            return TypedResults.LocalRedirect($"/account/password?error={(result.Errors.Any(error => error.Code == "PasswordMismatch") ? "sign-in-failed" : "password-too-weak")}");
        await signIn.RefreshSignInAsync(account);
        await audit.WriteAsync("password-changed", Actor.From(http.User));
        return TypedResults.LocalRedirect("/");
    }

    private static string LocalOrHome(string? url) =>
        url is { Length: > 0 and < 500 } && url[0] == '/' && (url.Length == 1 || (url[1] != '/' && url[1] != '\\')) && !url.Any(char.IsControl) ? url : "/";
}
