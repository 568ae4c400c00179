using System.Globalization;
using RecommendVote.Documents.Drawing;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Cards;

/// <summary>The cover: how many cards, and how they are cut, shuffled and drawn so that nobody knows who holds which.</summary>
internal static class CardCover
{
    private static readonly (string Zh, string En)[] Steps =
    [
        ("清点：沿虚线裁开，按类别清点，与上表一致。张数不符的，立即停用并报告纪检人员。",
            "Count: cut along the dashes and count each class against the table. If a number differs, stop and tell the officer."),
        ("分盒：每个类别单独装一个不透明的盒子，盒外写明类别。",
            "Boxes: each class into its own opaque box with the class written on it."),
        ("洗乱：纪检人员当众把每盒彻底打乱（至少洗七遍），此后打印顺序不再有意义。",
            "Shuffle: the officer shuffles each box in front of everyone, at least seven times; the printed order means nothing from then on."),
        ("抽取：参会人员签到后从本类盒中自己抽一张。不代抽、不挑选、不登记谁抽了哪张；签到只登记人，不登记卡。",
            "Draw: after check-in each person draws one card from the box of the class. Nobody draws for another, chooses, or notes who drew which card."),
        ("备用：备用卡单独封存，由纪检人员保管；启用或作废都记入会议记录。",
            "Spares: sealed apart and kept by the officer; every use is noted in the minutes."),
        ("剩余：没有发出的卡，在投票开始前由工作人员逐张扫描作废。",
            "Rest: cards not handed out are scanned and voided before voting opens."),
        ("销毁：清点无误后，立即删除本文件、清空打印队列。知道卡上编码的人就能用它投票。",
            "Delete: once the count is right, delete this file and empty the print queue. Whoever knows a card's code can vote with it."),
    ];

    public static void Draw(CardSheet sheet, List<List<CardToPrint>> classes, Func<Pen> newPage, int total)
    {
        var flow = new PageFlow(newPage, total, sheet.Meeting, "票卡没有编号；带任何记号的票卡一律作废。 Cards bear no number; a card with any mark on it is void.");
        flow.Title("票卡清单与发放说明", "Cards: counts, and how to shuffle and draw them");
        flow.Pairs(
            ("会议 Meeting", sheet.Meeting.Title), ("单位 Body", sheet.Meeting.Organisation),
            ("时间 Time", sheet.Meeting.Time), ("地点 Place", sheet.Meeting.Place),
            ("地址 Address", sheet.Address), ("打印 Printed (UTC)", sheet.PrintedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        if (sheet.Meeting.Marks.HasFlag(DocumentMarks.SecondPrint))
        {
            // Seeds are kept nowhere, so a second print can only be of new cards.
            flow.Paragraph("本份是第二次打印，卡是重新生成的；第一次打印的卡全部失效。请把第一次打印的卡全部收回销毁，不得发放。", 10, Pen.Red);
            flow.Paragraph("This is the second print: the cards are new, and every card of the first print is worthless. Collect and destroy the first print; hand none of it out.", 8.5f, Pen.Red);
        }

        if (sheet.MadeOnServer)
        {
            flow.Paragraph("这些票卡由接收选票的服务器生成，只供演示和演练。正式会议的票卡应由发卡人在自己的电脑上制作。", 9.5f, Pen.Red);
            flow.Paragraph("These cards were made on the server that takes the ballots: for demonstrations and rehearsals. Cards of a real meeting are made on the issuer's own machine.", 8, Pen.Red);
        }

        flow.Heading("张数", "Counts", Mm(30));
        DrawCounts(flow, sheet, classes);
        flow.Heading("步骤", "Steps", Mm(20));
        for (var i = 0; i < Steps.Length; i++)
        {
            flow.Paragraph($"{i + 1}. {Steps[i].Zh}", 10);
            flow.Paragraph(Steps[i].En, 8, Pen.Grey);
            flow.Y += Mm(1.2f);
        }

        flow.Signatures("打印人", "清点人", "纪检人员");
    }

    private static void DrawCounts(PageFlow flow, CardSheet sheet, List<List<CardToPrint>> classes)
    {
        var rows = new List<IReadOnlyList<string>>();
        var firstPage = 2;
        foreach (var cards in classes)
        {
            var pages = (cards.Count + CardSheetPdf.CardsPerPage - 1) / CardSheetPdf.CardsPerPage;
            var spares = sheet.Spares.GetValueOrDefault(cards[0].ClassName);
            rows.Add([cards[0].ClassName, ClassColours.Word(cards[0].Colour), $"{cards.Count}", $"{spares}", pages == 1 ? $"{firstPage}" : $"{firstPage}–{firstPage + pages - 1}", ""]);
            firstPage += pages;
        }

        rows.Add(["合计 Total", "", $"{sheet.Cards.Count}", $"{sheet.Spares.Values.Sum()}", $"2–{firstPage - 1}", ""]);
        new Table(flow, [new("类别\nClass", 4, Align.Left), new("颜色\nColour", 2), new("张数\nCards", 1.3f), new("其中备用\nof them spares", 1.6f), new("页\nPages", 1.3f), new("清点数\nCounted", 1.6f)]).Draw(rows);
    }
}
