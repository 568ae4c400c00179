using System.Diagnostics;

namespace RecommendVote.EndToEnd.Tests.Meeting;

/// <summary>
/// A whole meeting against the real server, every person in a browser of their own: staff at the console, three trustees, two attendees on
/// phones (one scans with a camera), the others with the second implementation of an attendee. Read the steps in order.
/// </summary>
public sealed partial class WholeMeetingTests : IAsyncDisposable
{
    private const string Suite = "SM2-SM3";

    private readonly Scratch scratch = new();
    private readonly List<Device> devices = [];
    private readonly List<TrusteeDesk> trustees = [];
    private ServerProcess server = null!;
    private Chromium chromium = null!;
    private StaffMember organizer = null!;
    private StaffMember issuer = null!;
    private StaffMember officer = null!;
    private string meeting = "";

    [Fact]
    public async Task A_whole_meeting_from_accounts_to_the_verified_record()
    {
        await StepAsync(step_0_the_administrator_makes_three_accounts);
        await StepAsync(step_1_each_makes_a_signing_key_in_a_browser_of_their_own);
        await StepAsync(step_2_the_organizer_prepares_the_meeting);
        await StepAsync(step_3_trustees_make_their_keys);
        await StepAsync(step_4_manifest_and_contests_are_signed);
        await StepAsync(step_5_trustees_back_up_load_back_and_rehearse);
        await StepAsync(step_6_cards_are_printed_signed_and_the_spares_voided);
        await StepAsync(step_7_check_in_and_opening_with_the_officers_signature);
        await StepAsync(step_8_an_attendee_casts_on_a_phone);
        await StepAsync(step_9_another_scans_the_card_with_the_camera);
        await StepAsync(step_10_the_others_cast);
        await StepAsync(step_11_a_second_ballot_of_a_card_is_refused_or_replaces_the_first);
        await StepAsync(step_12_voided_unknown_and_damaged_cards_are_refused);
        await StepAsync(step_13_closing_with_both_signatures);
        await StepAsync(step_14_the_phone_says_that_the_ballot_is_counted);
        await StepAsync(step_15_trustees_open_the_totals);
        await StepAsync(step_16_the_officer_verifies_and_attests);
        await StepAsync(step_17_the_record_verifies_offline_and_no_altered_one_does);
        await StepAsync(step_18_no_secret_of_a_card_is_found_anywhere);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in devices)
            await device.DisposeAsync();
        if (chromium is not null)
            await chromium.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        scratch.Dispose();
    }

    private async Task step_0_the_administrator_makes_three_accounts()
    {
        server = await ServerProcess.StartAsync();
        chromium = await Chromium.StartAsync();
        var administrator = await StaffAsync("admin", server.AdministratorPassword);
        await administrator.GoAsync("/accounts");
        organizer = await HireAsync(administrator, "organizer");
        issuer = await HireAsync(administrator, "issuer");
        officer = await HireAsync(administrator, "officer");
        await administrator.Device.PictureAsync("console-accounts-desk-zh");
    }

    private async Task step_1_each_makes_a_signing_key_in_a_browser_of_their_own()
    {
        foreach (var person in new[] { organizer, issuer, officer })
            await person.MakeKeyAsync(Texts.Client("zh", "officer", "key.suite." + Suite), scratch.Folder);
        await organizer.Device.PictureAsync("console-my-key-desk-zh");
    }

    private async Task StepAsync(Func<Task> step)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await step();
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            foreach (var (device, number) in devices.Select((device, number) => (device, number)))
            {
                try
                {
                    await device.PictureAsync($"failed-{number}", whole: true);
                }
                catch (PlaywrightException)
                {
                    // A device whose browser has been closed has no picture; the fault itself is what must be told.
                }
            }
            throw;
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine("{0}: {1:0.0} s", step.Method.Name, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }

    private async Task<Device> DeviceAsync(ViewportSize size, Chromium? browser = null)
    {
        var device = await (browser ?? chromium).DeviceAsync(size);
        devices.Add(device);
        return device;
    }

    private async Task<StaffMember> StaffAsync(string account, string oneTimePassword)
    {
        var member = new StaffMember(await DeviceAsync(Chromium.Desk), server.Address, account);
        await member.SignInAsync(oneTimePassword);
        return member;
    }

    private async Task<StaffMember> HireAsync(StaffMember administrator, string role)
    {
        await administrator.FillAsync(administrator.Word("accounts.user-name"), role);
        await administrator.FillAsync(administrator.Word("accounts.display-name"), administrator.Word("role." + role) + "（测试）");
        foreach (var other in new[] { "organizer", "issuer", "officer" })
            await administrator.Page.GetByLabel(administrator.Word("role." + other), new PageGetByLabelOptions { Exact = true }).SetCheckedAsync(other == role);
        await administrator.PressAsync("accounts.create");
        var secret = administrator.Page.Locator(".once .secret");
        var password = (await secret.InnerTextAsync()).Trim();
        await administrator.PressAsync("once.close");
        await secret.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        return await StaffAsync(role, password);
    }
}
