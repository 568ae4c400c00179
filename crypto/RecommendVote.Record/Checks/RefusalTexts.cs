using System.Collections.Frozen;

namespace RecommendVote.Record;

/// <summary>One sentence per refusal code in Chinese and English.</summary>
public static class RefusalTexts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Texts = new Dictionary<string, (string, string)>
    {
        [Codes.ContainerInvalid] = ("文件不是有效的会议记录包。", "The file is not a valid meeting record."),
        [Codes.EntryMalformed] = ("条目格式不正确。", "The entry is malformed."),
        [Codes.EntryOutOfOrder] = ("此条目不能出现在当前阶段。", "This entry may not come at this point."),
        [Codes.SignatureInvalid] = ("签名无效。", "A signature is not valid."),
        [Codes.CheckpointInvalid] = ("检查点与记录不符或签名无效。", "The checkpoint does not fit the record or is not validly signed."),
        [Codes.AnchorDiffers] = ("记录与会场抄录的凭据不一致。", "The record differs from what was noted in the room."),
        [Codes.ManifestRule] = ("会议设定违反规则。", "The manifest breaks a rule."),
        [Codes.ContestsRule] = ("推荐项目设定违反规则。", "The contests break a rule."),
        [Codes.CommitDiffers] = ("密钥保管人公布的密钥与其事先承诺不一致。", "A trustee's key differs from its commitment."),
        [Codes.TrusteeKeyInvalid] = ("密钥保管人的密钥证明无效。", "A trustee's key or its proof is not valid."),
        [Codes.TrusteeSharesInvalid] = ("密钥保管人的份额不符合要求。", "A trustee's shares are not as required."),
        [Codes.ReadyDiffers] = ("密钥保管人确认的内容与记录不一致。", "A trustee confirmed something other than the record."),
        [Codes.ComplaintInvalid] = ("密钥保管人的异议证明无效。", "The proof of a trustee's complaint is not valid."),
        [Codes.RehearsalInvalid] = ("密钥保管人的解密演练未通过。", "A trustee's rehearsal decryption is not valid."),
        [Codes.CardsRule] = ("票卡清单违反规则。", "The list of cards breaks a rule."),
        [Codes.ClassTooSmall] = ("该类票卡数量过少，且未事先确认。", "The class has too few cards and this was not acknowledged."),
        [Codes.VoidedRule] = ("作废的票卡不存在、已作废，或已用于投票或验证加密。", "A voided card is unknown, already voided, or was used for a ballot or an audit."),
        [Codes.OpenedDiffers] = ("开启投票的内容与记录不一致。", "The opening differs from the record."),
        [Codes.QuorumNotMet] = ("到会人数未达到规定。", "Too few people are present."),
        [Codes.CardUnknown] = ("此票卡不属于本次会议。", "This card does not belong to this meeting."),
        [Codes.CardVoided] = ("此票卡已作废。", "This card has been voided."),
        [Codes.AlreadyCast] = ("此票卡已投过票。", "This card has already been used."),
        [Codes.SupersedesWrong] = ("改票没有指向该票卡最近一次的投票。", "The ballot does not replace the card's latest ballot."),
        [Codes.WrongContests] = ("选票内容与该票卡的推荐项目不符。", "The ballot does not fit the card's contests."),
        [Codes.RepeatedValue] = ("选票含有已使用过的加密值，请重新填写。", "The ballot repeats an encrypted value; please fill it in again."),
        [Codes.ProofInvalid] = ("选票的有效性证明未通过。", "The ballot's proof does not hold."),
        [Codes.ClosedDiffers] = ("结束投票的内容与记录不一致。", "The closing differs from the record."),
        [Codes.MixDiffers] = ("另荐人选的混洗与记录不符。", "A mix of write-ins does not fit the record."),
        [Codes.MixInvalid] = ("另荐人选的混洗证明无效。", "The proof of a mix of write-ins does not hold."),
        [Codes.TallyReadyDiffers] = ("密钥保管人核验的记录与本记录不一致。", "A trustee verified something other than this record."),
        [Codes.TallyQuorum] = ("完成核验的密钥保管人数量不足，不能解密。", "Too few trustees have verified the record; nothing may be decrypted."),
        [Codes.DecryptionInvalid] = ("部分解密结果或其证明无效。", "A partial decryption or its proof is not valid."),
        [Codes.ResultDiffers] = ("公布的结果与记录计算结果不一致。", "The result differs from what the record gives."),
        [Codes.CountOutOfRange] = ("解密得到的票数超出可能范围。", "A decrypted count is out of range."),
        [Codes.SumsDiffer] = ("票数合计不符。", "The sums do not agree."),
        [Codes.AttestationDiffers] = ("核验声明所指的记录不存在。", "The attestation names a record state that never existed."),
        [Codes.Incomplete] = ("记录不完整，不能视为通过核验。", "The record is incomplete and does not count as verified."),
        [Codes.OpeningInvalid] = ("验证加密所公开的内容与密文不符，或违反推荐项目的规则。", "What the audit opened does not give its ciphertexts, or breaks a rule of the contests."),
        [Codes.PaperCountDiffers] = ("纸质票的计票数字不符合要求。", "The numbers of the paper forms are not as required."),
        [Codes.ReplacementInvalid] = ("补发的票卡不存在、已作废、已使用或已补发过。", "The replacement card is unknown, voided, used, or was given out as a replacement before."),
        [Codes.CosignatureInvalid] = ("纪检监督人员对检查点的联签签名无效。", "A discipline officer's cosignature of the checkpoint is not valid."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> KnownCodes => Texts.Keys;

    /// <summary>The sentences of a code; the code itself for one that is unknown.</summary>
    public static (string Zh, string En) For(string code) => Texts.TryGetValue(code, out var texts) ? texts : (code, code);
}
