using System.Text;

namespace Tsunagu.Channels.Line.Tests;

public class SignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}""");

    [Fact]
    public void The_example_of_LINEs_own_page_is_accepted() =>
        // developers.line.biz, "Verify webhook signature": secret and body of the worked example.
        Assert.True(Signature.IsValid(Body, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", "8c570fa6dd201bb328f1c1eac23a96d8"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLt=")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_refused(string? signature) =>
        Assert.False(Signature.IsValid(Body, signature, "8c570fa6dd201bb328f1c1eac23a96d8"));

    [Fact]
    public void The_bytes_count_not_the_meaning()
    {
        var spaced = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace(",", ", ", StringComparison.Ordinal));
        Assert.False(Signature.IsValid(spaced, Signature.Sign("s", Body), "s"));
    }

    [Fact]
    public void During_a_change_both_secrets_count_and_an_empty_one_never_does()
    {
        Assert.True(Signature.IsValid(Body, Signature.Sign("old", Body), "new", "old"));
        Assert.True(Signature.IsValid(Body, Signature.Sign("new", Body), "new", "old"));
        Assert.False(Signature.IsValid(Body, Signature.Sign("", Body), "new", ""));
        Assert.False(Signature.IsValid(Body, Signature.Sign("", Body), "new", null));
    }
}
