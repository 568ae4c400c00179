using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RecommendVote.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class MeetingKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CardSpares",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "ChallengeCards",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "Challengers",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Directory",
                table: "Meetings",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: "recommendation");

            migrationBuilder.AddColumn<bool>(
                name: "Paper",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "SingleWriteInsHidden",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "WitnessQuorum",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Witnessed",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Answers",
                table: "MeetingPosition",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "MeetingPosition",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "MeetingPosition",
                type: "TEXT",
                nullable: false,
                defaultValue: "choice");

            migrationBuilder.AddColumn<int>(
                name: "Slots",
                table: "MeetingPosition",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "cosignatures",
                columns: table => new
                {
                    MeetingId = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Officer = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cosignatures", x => new { x.MeetingId, x.Size, x.Officer });
                });

            migrationBuilder.CreateTable(
                name: "MeetingTeller",
                columns: table => new
                {
                    MeetingId = table.Column<string>(type: "TEXT", nullable: false),
                    AccountId = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeetingTeller", x => new { x.MeetingId, x.AccountId });
                    table.ForeignKey(
                        name: "FK_MeetingTeller_Meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "Meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cosignatures");

            migrationBuilder.DropTable(
                name: "MeetingTeller");

            migrationBuilder.DropColumn(
                name: "CardSpares",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "ChallengeCards",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Challengers",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Directory",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Paper",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "SingleWriteInsHidden",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "WitnessQuorum",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Witnessed",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "MeetingPosition");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "MeetingPosition");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "MeetingPosition");

            migrationBuilder.DropColumn(
                name: "Slots",
                table: "MeetingPosition");
        }
    }
}
