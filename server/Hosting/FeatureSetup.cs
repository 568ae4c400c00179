using Microsoft.AspNetCore.Authentication;
using RecommendVote.Documents.Drawing;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Features.Trustees;
using RecommendVote.Server.Features.Witnesses;

namespace RecommendVote.Server.Hosting;

/// <summary>A paragraph of services and a line of routes per feature.</summary>
public static class FeatureSetup
{
    public static void AddFeatures(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<PublicAddress>();
        services.AddSingleton(_ => new DocumentFonts());

        services.AddTransient<CreateMeeting>().AddTransient<UpdateMeeting>().AddTransient<ListMeetings>().AddTransient<GetMeeting>();
        services.AddTransient<SetAnnouncement>().AddTransient<SaveCategories>().AddTransient<SavePositions>().AddTransient<AssignStaff>();
        services.AddTransient<GetPreflight>().AddTransient<PauseMeeting>().AddTransient<StartClosingCountdown>().AddTransient<SetHandedOut>();
        services.AddTransient<GetTurnout>().AddTransient<DeletePracticeMeeting>();

        services.AddTransient<ImportRoster>().AddTransient<ListCandidates>().AddTransient<ReorderCandidates>();
        services.AddTransient<ImportAttendees>().AddTransient<ListAttendees>().AddTransient<CheckIn>().AddTransient<GetAttendance>();

        services.AddTransient<GetCardPlan>().AddTransient<PrintCards>().AddTransient<ProposeVoidedCards>();
        services.AddTransient<CardPlanDownload>().AddTransient<TakeCardList>().AddTransient<NoteChallengeCards>().AddTransient<GetChallenge>().AddTransient<ProposeReplacedCard>();

        services.AddSingleton<OpenMeetings>().AddSingleton<LogStore>().AddSingleton<ServerKeys>();

        services.AddSingleton<CardBudget>().AddSingleton<BallotIntake>().AddSingleton<CastBallot>().AddSingleton<AskCard>();
        services.AddSingleton<AuditBudget>().AddSingleton<AuditBallot>().AddTransient<GetDirectory>();
        services.AddMeetingHub(options);

        services.AddSingleton<MeetingFeed>().AddHostedService(provider => provider.GetRequiredService<MeetingFeed>());

        services.AddSingleton<TrusteeTokens>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TrusteeTokenHandler>(TrusteeTokenHandler.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(TrusteeTokenHandler.Policy, policy => policy
            .AddAuthenticationSchemes(TrusteeTokenHandler.SchemeName).RequireAuthenticatedUser().RequireClaim("trustee"));
        services.AddTransient<InviteTrustee>().AddTransient<RenewInvitation>().AddTransient<RemoveTrustee>().AddTransient<ListTrustees>();
        services.AddTransient<RegisterTrusteeKey>().AddTransient<SendTrusteeEntry>().AddTransient<GetTrusteeView>();

        services.AddTransient<ProposalBook>().AddTransient<GetProposal>().AddTransient<SignProposal>().AddTransient<ListProposals>().AddTransient<WithdrawProposal>();
        services.AddTransient<ProposeManifest>().AddTransient<ProposeContests>().AddTransient<ProposeOpening>().AddTransient<ProposeClosing>();
        services.AddTransient<AbandonClosing>().AddTransient<ProposeCancellation>().AddTransient<ProposeAttestation>();

        services.AddTransient<ProposePaperCount>().AddTransient<GetPaperSheet>();
        services.AddTransient<GetTally>().AddTransient<MakeCountForm>();
        services.AddTransient<RecordVerification>().AddTransient<DownloadRecord>().AddTransient<MakeVerificationReport>();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccounts();
        app.MapProposals();
        app.MapBallots();
        app.MapPublic();
        app.MapTrustees();
        app.MapWitnesses();
        app.MapCards();
        app.MapRecords();
        app.MapMeetingHub();
    }
}
