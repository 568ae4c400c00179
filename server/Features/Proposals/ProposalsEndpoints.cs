using Microsoft.AspNetCore.Http.HttpResults;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>What the signing module in the console calls.</summary>
public static class ProposalsEndpoints
{
    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/api/staff/proposals").RequireAuthorization(Policies.Staff).RequireStaffHeader().WithTags("staff");
        proposals.MapGet("/{id:guid}", async Task<Results<Ok<ProposalView>, ProblemHttpResult>> (Guid id, HttpContext http, GetProposal get) =>
            (await get.RunAsync(Actor.From(http.User)!, id)).Http());
        proposals.MapPost("/{id:guid}/signature", async Task<Results<Ok<SignatureTaken>, ProblemHttpResult>> (Guid id, NewSignature request, HttpContext http, SignProposal sign) =>
            (await sign.RunAsync(Actor.From(http.User)!, id, request)).Http());
    }
}
