using System.IO.Compression;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.StaffConsole;

namespace RecommendVote.Server.Hosting;

/// <summary>Puts the server together: services, then the order of the middleware, then the routes.</summary>
public static class ServerHost
{
    /// <summary>Builds a server that holds its data folder's lock and whose database is ready; the caller starts it.</summary>
    /// <exception cref="StartupException">It cannot run as asked.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddCommandLine(args, ServerOptions.Switches);
        var options = ServerOptions.Read(builder.Configuration);
        builder.AddKestrelSetup(options);
        var folder = DataFolder.Open(options.Data);
        try
        {
            AddServices(builder, options, folder);
            var app = builder.Build();
            // Resolving hands the folder to the container, which gives the lock back when the server is disposed.
            app.Services.GetRequiredService<DataFolder>();
            await DatabaseSetup.PrepareAsync(app.Services);
            Use(app);
            return app;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options, DataFolder folder)
    {
        var services = builder.Services;
        // Without this the console's scripts are empty in a Production run from the build output.
        builder.WebHost.UseStaticWebAssets();
        builder.AddJsonLogs();
        services.AddSingleton(options);
        services.AddSingleton(_ => folder);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(ClientBundle.Load());
        builder.AddDatabase(folder);
        builder.AddOrleansHosting();
        services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(folder.Keys)).SetApplicationName("recommendvote");
        services.AddAccounts();
        services.AddPolicies();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "recommendvote-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddProblemTexts();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        // The fastest level costs the ballot of a large assessment a fifth more bytes, which the attendee's first screen waits for.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddOpenApi();
        services.AddHealthChecks().AddDbContextCheck<Data.AppDb>("database");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(AccountsSetup.SignInLimit, _ => RateLimitPartition.GetFixedWindowLimiter("", _ =>
                new FixedWindowRateLimiterOptions { PermitLimit = 120, Window = TimeSpan.FromMinutes(1) }));
            limiter.OnRejected = async (context, _) => await new Refusal("too-many-requests").Problem().ExecuteAsync(context.HttpContext);
        });
        services.AddFeatures(options);
        services.AddConsole();
    }

    private static void Use(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseSecurityHeaders();
        if (app.Services.GetService<ActiveCertificate>() is not null)
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hub"), api => api.UseStatusCodePages());
        // Only the public entries are compressed: they hold no secret and nothing that the asker sent.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api/meetings", out var rest) && rest.Value!.EndsWith("/public", StringComparison.Ordinal), open => open.UseResponseCompression());
        app.UseStaticFiles();
        app.UseRouting();
        app.UseWebSockets();
        app.UseOriginCheck();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePasswordDuty();
        app.UseAntiforgery();

        app.MapHealthChecks("/healthz", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready").AllowAnonymous();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        app.Services.GetRequiredService<ClientBundle>().MapPages(app);
        app.MapFeatures();
        app.MapConsole();
    }
}
