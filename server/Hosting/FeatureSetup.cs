using RecommendVote.Server.Features.Accounts;

namespace RecommendVote.Server.Hosting;

/// <summary>One line per feature: its services, its routes.</summary>
public static class FeatureSetup
{
    public static void AddFeatures(this IServiceCollection services, ServerOptions options)
    {
        _ = options;
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccounts();
    }
}
