// Brick Owl colour id : BrickLink colour id, from `bl_ids` of Brick Owl's own colour list. New colours appear every year.
const pairs = `
  2:21 3:23 4:24 5:26 6:28 7:31 8:32 9:33 10:37 11:38 12:40 13:41 14:42 15:43 16:44 17:47 18:48 19:49
  20:80 21:81 22:102 23:106 24:111 25:113 26:114 27:119 28:124 29:126 30:135 31:138 32:140 33:141
  34:143 35:151 36:154 38:11 39:7 40:97 41:36 42:105 43:110 44:103 45:104 46:8 47:153 48:63 49:109
  50:85 51:120 52:91 53:10 54:68 55:89 56:59 57:69 58:39 59:29 60:160 61:6 62:152 63:62 64:86 65:90
  66:9 67:35 68:56 69:93 70:34 71:72 72:71 73:156 74:150 75:94 76:157 77:76 78:73 79:155 80:4 81:5
  82:88 83:27 84:25 85:55 86:54 87:58 88:87 89:2 90:99 91:96 92:1 93:3 94:158 95:13 96:108 97:12 98:14
  99:50 100:20 101:15 102:74 103:16 104:121 105:98 106:107 107:51 108:17 109:19 110:57 111:122 112:52
  113:64 114:82 115:22 116:84 117:95 118:78 119:77 120:115 121:61 122:66 123:83 124:65 125:70 126:67
  127:46 128:118 129:159 130:60 131:101 132:100 133:116 134:117 135:142 136:128 137:132 138:133
  139:149 140:139 141:125 142:136 143:137 144:144 145:145 146:148 147:130 148:129 149:146 150:134
  151:131 152:127 153:147 154:123 158:231 160:225 161:18 165:162 167:163 169:161 171:164 173:220
  175:223 179:222 181:252 183:253 185:244 189:254 191:221 193:228 199:224 201:229 203:230 205:226
  207:233 209:232 211:236 213:240 215:235 217:241 219:255 221:245 223:227 225:250 227:249 229:239
  231:238 233:237 235:251 237:248 239:234 241:167 243:168 245:169 247:170 251:171 253:172 255:173
  257:174 259:175
`;

const bricklinkByBrickowl = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]),
);
const brickowlByBricklink = new Map([...bricklinkByBrickowl].map(([brickowl, bricklink]) => [bricklink, brickowl]));

/** BrickLink's id of a Brick Owl colour; null for a colour newer than the table: read `catalogue.colors()` then. */
export function bricklinkColorOf(brickowlColor: string): string | null {
  return bricklinkByBrickowl.get(brickowlColor) ?? null;
}

/** Brick Owl's id of a BrickLink colour; null where none is known: such a lot cannot be listed yet. */
export function brickowlColorOf(bricklinkColor: string): string | null {
  return brickowlByBricklink.get(bricklinkColor) ?? null;
}
