using System.Collections.Frozen;

namespace RecommendVote.Record;

/// <summary>What each numbered check says, in Chinese and English (docs/spec/verification-checks.md).</summary>
public static class CheckTexts
{
    private static readonly FrozenDictionary<Check, (string Zh, string En)> Texts = new Dictionary<Check, (string, string)>
    {
        [Check.V01] = ("文件是完整的记录包", "The file is a record: container, members, limits"),
        [Check.V02] = ("每个条目格式规范、类型已知、大小合规", "Every entry is canonical, of a known type, within its limit"),
        [Check.V03] = ("每个条目的先后顺序正确", "Every entry may follow what is before it"),
        [Check.V04] = ("应有的签名齐全且有效", "Every entry carries exactly the signatures its type needs, and they verify"),
        [Check.V05] = ("检查点由服务器签名并与全部条目相符", "The checkpoint is signed and fits all entries"),
        [Check.V06] = ("与会场抄录的凭据一致", "The record agrees with what was noted in the room"),
        [Check.V07] = ("会议设定符合规则", "Manifest rules"),
        [Check.V08] = ("推荐项目符合规则", "Contests rules"),
        [Check.V09] = ("密钥与事先承诺一致", "Every commit opens to its key"),
        [Check.V10] = ("密钥保管人的密钥及证明有效", "Trustee keys and their proofs"),
        [Check.V11] = ("密钥份额数量正确、随机值未重复", "Shares: their number, fresh randomness"),
        [Check.V12] = ("密钥保管人确认的内容与记录一致", "Ready: size, root and key as recomputed"),
        [Check.V13] = ("异议证明有效并指明责任方", "Complaints prove who is at fault"),
        [Check.V14] = ("解密演练有效", "Rehearsal decryptions hold"),
        [Check.V15] = ("票卡不重复，类别明确，小类已确认", "Cards: unique, class and category known, small classes acknowledged"),
        [Check.V16] = ("作废票卡存在、只作废一次、未使用", "Voided cards exist, once, without a ballot or audit"),
        [Check.V17] = ("开启投票的内容与记录一致，到会人数符合规定", "Opening: as the log says, enough people present"),
        [Check.V18] = ("每张选票的票卡已发放且未作废", "Ballots: card issued and not voided"),
        [Check.V19] = ("每张票卡只计一票，改票有序", "Ballots: one per card, replacements in order"),
        [Check.V20] = ("选票内容与票卡类别相符", "Ballots: vectors have the class's lengths"),
        [Check.V21] = ("加密值没有重复", "Ballots: no value occurs twice"),
        [Check.V22] = ("每项推荐的人数符合规则（证明）", "Ballots: the number of marks obeys the rule"),
        [Check.V23] = ("每个标记只能是0或1（证明）", "Ballots: every mark is 0 or 1"),
        [Check.V24] = ("密文确含这些标记（证明）", "Ballots: the ciphertexts hold those marks"),
        [Check.V25] = ("另荐文本的证明", "Ballots: write-ins"),
        [Check.V26] = ("票卡签名有效", "Ballots: the card's signature"),
        [Check.V27] = ("结束投票的内容、数量与记录一致", "Closing: size, root, counts and counted set as the log says"),
        [Check.V28] = ("密钥保管人核验的是同一记录", "Trustees verified this very record"),
        [Check.V29] = ("足够多的密钥保管人核验后才解密", "Nothing was decrypted before enough trustees had verified"),
        [Check.V30] = ("部分解密及证明有效", "Partial decryptions and their proofs"),
        [Check.V31] = ("结果与记录计算结果一致", "The result is what the record gives"),
        [Check.V32] = ("票数合计相符", "The sums agree"),
        [Check.V33] = ("核验声明所指的记录存在", "Attestations name a state of this log"),
        [Check.V34] = ("记录完整，并有规定数量的联签", "The record is complete and has the cosignatures it needs"),
        [Check.V35] = ("验证加密公开的内容与密文相符并符合规则", "Audits: what was opened gives the ciphertexts and obeys the rules"),
        [Check.V36] = ("混洗的对象、次序与数量正确", "Mixes: contest, order, trustees and numbers as the log says"),
        [Check.V37] = ("混洗证明有效", "Mixes: their proofs hold"),
        [Check.V38] = ("纸质票计票数字合理", "Paper forms: their numbers are possible"),
        [Check.V39] = ("补发的票卡已发放、未作废、未使用", "Replacement cards: issued, not voided, unused, once"),
        [Check.V40] = ("检查点上的联签签名有效", "Cosignatures of the last checkpoint"),
    }.ToFrozenDictionary();

    public static (string Zh, string En) For(Check check) => Texts.TryGetValue(check, out var texts) ? texts : (check.ToString(), check.ToString());
}
