using Microsoft.AspNetCore.Identity;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Sign-in of staff by password and a cookie of this site only.</summary>
public static class AccountsSetup
{
    /// <summary>Rate limit of sign-in attempts, over all accounts; one account is locked by Identity before that.</summary>
    public const string SignInLimit = "sign-in";

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "recommendvote";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/account/not-allowed";
            cookie.ReturnUrlParameter = "returnUrl";
            // Tools and scripts get a code; only a person's page load is sent to the form.
            cookie.Events.OnRedirectToLogin = context => AnswerAsync(context.HttpContext, context.RedirectUri, "not-signed-in");
            cookie.Events.OnRedirectToAccessDenied = context => AnswerAsync(context.HttpContext, context.RedirectUri, "not-allowed");
        }));
        services.AddIdentityCore<Account>(options =>
        {
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = 10;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
        })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<StaffClaims>();
        // A closed account or a changed role takes effect within a minute, also in pages that are open.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddSingleton<AuditLog>();
        services.AddTransient<CreateAccount>().AddTransient<ListAccounts>().AddTransient<ResetPassword>().AddTransient<CloseAccount>().AddTransient<SetAccountRoles>();
        services.AddTransient<RegisterStaffKey>().AddTransient<ListStaffKeys>().AddTransient<StaffByRole>();
    }

    private static Task AnswerAsync(HttpContext http, string redirect, string code)
    {
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hub") || !HttpMethods.IsGet(http.Request.Method))
            return new Refusal(code).Problem().ExecuteAsync(http);
        http.Response.Redirect(redirect);
        return Task.CompletedTask;
    }
}
