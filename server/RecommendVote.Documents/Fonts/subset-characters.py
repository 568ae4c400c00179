"""Writes the character list of the font subset to standard output: one character after another, UTF-8.

GB 2312 (all 6,763 ideographs and its symbols), the 5,401 common traditional characters of Big5, printable ASCII and
Latin letters with marks, punctuation, and further ideographs that are met in names of persons and places.
Extra characters may be given as files on the command line.
"""
import sys

chars = set(chr(c) for c in range(0x20, 0x7F)) | set(chr(c) for c in range(0xA0, 0x180))
for high in range(0xA1, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            chars.add(bytes([high, low]).decode("gb2312"))
        except UnicodeDecodeError:
            pass

for high in range(0xA4, 0xC7):
    for low in list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF)):
        try:
            chars.add(bytes([high, low]).decode("big5"))
        except UnicodeDecodeError:
            pass

# Punctuation, arrows, marks and full-width forms that forms use.
chars |= set("·•‧–—―‘’“”†‡…‰′″※→←↑↓↔⇒√×÷±≈≠≤≥∞°℃№™©®①②③④⑤⑥⑦⑧⑨⑩■□▲△▼▽◆◇○●★☆☐☑☒✓✗✂〇々「」『』【】〔〕〈〉《》")
chars |= set(chr(c) for c in range(0x2010, 0x2028)) | set(chr(c) for c in range(0xFF01, 0xFF5F)) | {"\uFFE5"}

# Names beyond GB 2312: common in the traffic of registries, from the general standard list of characters (2013).
chars |= set(
    "囍堃喆喆昇昇煊燊璟璟玥玥珺珺琍琇琎琏琦瑀瑄瑆瑢瑧瑨瑱璆璇璎璐璘璠璥璪璿瓅瓘甯翀翊翃翎翚翯聿臻芃芊芷芸苡苪苳苸茗茜茝茳荃荇荻莙莜莳菡菪萁萱葳蓁蓉蓥蔚蕙薏薇"
    "镕镛镠镡镢镤镥镦镧镨镩镪镫镬镭镮镯镰镱镲镳鎏鑫鋆錡鋐銮堉堃垚埕埼堌堽塱墉墀壎壴奡妤妫妘姈姝姞姮姵娅娉娙娸婳婻婼媖媞媱嫄嫚嫣嬿孖孜宓宬寔屾屿岍岚岫峂峘峣峯峻崟崧崴嵋嵘嵩嵬嶷"
    "巘帡彣彧徊怡怿恺恽悆悊悫惇惟愔愫慜慥憙懋扆扃扬抃抒拏昉昕昱昳昶晅晔晗晙晟晞晢晬晳晴暄暐暒暠暾曈曌曦曩朙杓杞杲杼枻柘柽栩栻桁桉桐桢梓梣梧棐棣棪棫棻椤椿楙楠榘榛榕榷槱樾橚檀櫆欢歆殷毓"
    "氘氙氚汧汭沄沅沇沔沚沨沺泃泇泓泖泠泷洢洣洨洮洳洵洸浈浠浥浬浯涢涴淏淙淝淞淯淳淼渌渼湉湜湟湦湫溁溦溱滉滢滪滹漪漷潆潞潼澂澄澍澐澔澹濂濛濬瀚瀛灏炀炅炆炜炟炫炯烜烨烺焌焓焘焜焱煁煊煜煦熙熠熹熺燚燧燮爀爔"
    "玒玎玏玑玕玙玚玞玠玢玥玦玫玭玮玳玶玹珂珅珈珉珊珏珐珑珙珝珞珣珥珧珩珪珮珺珽琀琄琅琊琚琛琤琨琪琬琭琮琯琰琲琳琴琵琶琼瑂瑃瑅瑑瑒瑔瑖瑗瑛瑜瑝瑞瑟瑭瑰瑳瑶瑷瑸璁璈璋璐璜璞璟璠璧璨璩璬璮璲"
    "畇畋畯皓皞皦盱眭睆睢睿瞳矞砜砺硕碶磊磬祁祎祐祚祜祯祺禛禧禹秬秭稷穆穰竑竣筱筠箐箓箬篁篪簃籥粲糸絜綦缙缜缦罡羲羿翥翮耆聃肸胤脩臧舸艾芮苒苕茀茆荀荔莘莞菁菀萃蒨蒗蒽蓂蔺蕤薛藁藜虔虢虓蚩蛟蜀螣"
    "衎袆裎褆覃觅詝詠諝譞谌谞谡谧豨豳豸贇赑赟赪跂路踔轩轶辂辰邕邗邛邝邡邢邬邰邳邴邵邸邾郄郅郇郏郐郑郓郗郛郜郝郢郦郧郯郴郸鄂鄄鄅鄌鄘鄚鄞鄢鄫鄯鄱鄹酆酉醍釿鈊钊钐钘钜钟钦钧钰钴铄铎铖铠铢铭铮铱铷锜锟锨锳锴"
    "锺镆镇镐阎阚阡陟陶隗隽雎雒雩雯雱霁霂霈霏霓靓靖靳韪韫韬韶頔頲顒颀颋颍颎颙颛颢饴馗馥骁骅骎骐骞骢骥骧鬯魃鲀鲲鳌鸑鸢鸾鹍鹏鹤麒麓麟黉黍黎黛黟鼐齐龑龘靐齉𠮷㛃㑇㙦㸌㺭䎃䜣䲟䶮"
)
# The surnames of the old list of hundred names that GB 2312 lacks.
chars |= set("亓仉仝佴佘侔僪冼卞厍厙呙哈唢啜嚜妫姒娄婼宓尕岜岑嵇庹廪弭忻惠戢戴拓揣斛昝晁暴杭柏栾桓梅檀殳毌汝汤沃沙沐泷洗洪滑滕漆濮牟牧璩甄甘甯畅痴皇皮盍盖相眭督睦祝祭禄稽窦童竺笪第簸糜续缪羊羿翟翦老耿聂胥臧艾芮苌苍茅茆茹荆荔莱莫萧蒙蒯蒲蔚薄虎虞蛮衡裘褚赏赖赫逄通郎郏都鄂酆酒酱释钭铁长闪闫闵闻阙阚阮陆隆隗雍雒霍霜靳鞠须颛风饶首马驷骆高鬱鱼鲁鲍鲜鸷鹿麦麴麻黄黎黑鼓齐龚")
for path in sys.argv[1:]:
    chars |= set(open(path, encoding="utf-8-sig").read())

# Kangxi radicals share glyphs with ideographs: left out, so that copied text gives the ideograph.
chars = {c for c in chars if c >= " " and not "\u2E80" <= c <= "\u2FDF"}
sys.stdout.buffer.write("".join(sorted(chars)).encode("utf-8"))
