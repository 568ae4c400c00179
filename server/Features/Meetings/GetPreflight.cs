using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Blocking">False for advice: the meeting can be opened all the same.</param>
public sealed record PreflightLine(string Code, bool Ok, bool Blocking, string Zh, string En);

/// <summary>The list that is looked through before opening. Red when something is missing, or when the address would make a phone warn.</summary>
public sealed class GetPreflight(IDbContextFactory<AppDb> databases, IGrainFactory grains, PublicAddress address, IServiceProvider services, TimeProvider clock)
{
    public async Task<Outcome<IReadOnlyList<PreflightLine>>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        var attendance = await GetAttendance.OfAsync(db, loaded.Value);
        var waiting = await db.Proposals.Where(proposal => proposal.MeetingId == id && proposal.State == ProposalState.Open).Select(proposal => proposal.Type).ToListAsync();
        var texts = loaded.Value.Announcement;
        var fault = AddressFault();
        return Outcome.Of<IReadOnlyList<PreflightLine>>(
        [
            new("manifest", facts.ManifestHash is not null, true, "会议设置已由组织者和纪检人员签署", "The manifest is signed by organizer and officer"),
            new("contests", facts.ContestsHash is not null, true, "职位和名单已签署", "The contests are signed"),
            new("announcement", texts.Principles.Length > 0 && texts.Requirements.Length > 0, false, "宣布事项（原则、职位、条件、范围、要求）已填写", "The announcement texts are filled in"),
            new("trustees", facts.Trustees.Count > 0 && facts.Trustees.All(trustee => trustee.Stage == "rehearsed"), true,
                $"密钥保管人密钥已生成、备份并演练：{facts.Trustees.Count(trustee => trustee.Stage == "rehearsed")}/{facts.Trustees.Count}",
                $"Trustees' keys made, backed up and rehearsed: {facts.Trustees.Count(trustee => trustee.Stage == "rehearsed")} of {facts.Trustees.Count}"),
            new("cards", facts.Classes.Count > 0 && !waiting.Contains("cards"), true, "票卡名单已由发卡人签署", "The lists of cards are signed by the issuer"),
            new("voided", !waiting.Contains("cards-voided"), true, "作废名单没有待签", "No list of voided cards waits for its signature"),
            new("quorum", attendance.QuorumMet, true,
                $"到会 {attendance.Present}/{attendance.Expected}，须达 {attendance.QuorumNeed}/{attendance.QuorumOf}",
                $"Present {attendance.Present} of {attendance.Expected}; {attendance.QuorumNeed}/{attendance.QuorumOf} are needed"),
            new("address", fault is null, false,
                fault is null ? $"手机打开 {address.Value} 不会出现警告" : $"手机打开 {address.Value} 会出现警告或打不开：{fault.Value.Zh}",
                fault is null ? $"Phones open {address.Value} without a warning" : $"Phones would warn about {address.Value} or not reach it: {fault.Value.En}"),
            new("small-groups", loaded.Value.AcknowledgedSmallClass || facts.Categories.All(category => category.Cards == 0 || category.Cards >= loaded.Value.MinGroupSize), false,
                "没有人数过少的类别", "No category is small"),
        ]);
    }

    /// <summary>Why an attendee's phone would warn, or null.</summary>
    private (string Zh, string En)? AddressFault()
    {
        var uri = address.Uri;
        if (uri.IsLoopback)
            return ("这是本机地址，手机无法打开", "it is this machine's own address");
        if (uri.Scheme != Uri.UriSchemeHttps)
            return ("不是 https", "it is not https");
        if (services.GetService<ActiveCertificate>() is not { Certificate: var certificate })
            return null; // TLS ends at a proxy, whose certificate is not known here.
        var now = clock.GetUtcNow();
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            return ("证书不在有效期内", "the certificate is not valid today");
        if (!IPAddress.TryParse(uri.Host, out _) && !certificate.MatchesHostname(uri.Host))
            return ("证书与网址不符", "the certificate is for another name");
        if (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
            return ("证书是自签名的", "the certificate is self-signed");
        return null;
    }
}
