import type { Random } from '../random.ts';
import type { NameGroup } from './nameGroup.ts';

interface Syllables {
  readonly stems: readonly string[];
  readonly endings: readonly string[];
}

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const english: Syllables = {
  stems: words(
    `ASH ALDER BARN BECK BLACK BRAD BRAM BRIDGE BROCK BUCK BURN CALD CARL CHAD CLAY CLIFF COB COLD COT CRAN CROW DAL
    DEN DRAY DUN EAST EDG ELL ELM EVER FAIR FARN FEN FIN FOX GARN GIL GOLD GOR GRAN GREEN GRIM HAD HAL HAM HARD HART
    HAW HAZ HEATH HEN HIGH HOL HOR HUM HUNT KEN KIM KIRK LANG LAW LEN LIN LOCK LUD LYN MAR MAY MEL MID MOR MUL NETH
    NEW NOR OAK OLD PEM PEN PRES QUIN RAD RAM RED RIDG ROCK ROS ROW RUS RUTH SAND SEA SED SHEL SHER SIL STAN STAR
    STOCK STRAT SUT SWIN TAL TAN THORN THUR TIL TREN TRU WAD WAL WAR WEL WEST WHIT WIL WIN WOL WOOD WYN YAR`,
  ),
  endings: words(
    `FORD TON WELL MAN LEY BERG SON WOOD HURST WORTH FIELD BURY DALE COMB BROOK GATE HAM LAND MORE RIDGE STEAD WAY
    BY COTE CROFT DEN HOUSE LOW MERE NESS RICK SHAW STOCK WICK`,
  ),
};
const european: Syllables = {
  stems: words(
    `ABR ALB AND ANT BAL BAR BEL BER BORD BRAN BUR CAL CAN CAR CAST COL COR DAL DOM DRAG FAL FER FIOR GAL GAR GER
    GRAB GUR HAB HOL HOR JAN JUR KAL KAM KAR KOL KOV KRAM KUB LAND LEB LEV LOM LUC MAL MAR MAT MIL MIR MOR NOV OST
    PAL PAN PAS PAV PER PET POL RAD RIC ROM ROS SAB SAL SAN SER SIM SOK STEF STOJ TAR TOM TOR URB VAL VAR VIT VOL
    ZAL ZAN`,
  ),
  endings: words(
    'OVICH OWSKI INI ELLI ETTI ENKO ESCU IAN YAN INSKY ARO ONE ERT LER MANN STEIN BAUM OSEN QUIST GREN UCCI AS OPOULOS EAU',
  ),
};
const spanish: Syllables = {
  stems: words(
    `ABAR ACEV AGUIR ALAN ALCAN ALM ALTAM AMAR ANGUL ARAMB ARAN ARAU ARC ARGUE ARM ARRED BADILL BAL BANUEL BARB
    BARR BASURT BAY BEJAR BEN BERM BOB BOC BRIS BUEN BUR CABAL CAM CANALES CAR CARB CARR CASAR CAV CEB CERD CHAC CHAP
    COL COR CORD CORN CUEL DAV ECHEV ELIZ ESP EST FARI GAL GAMB GAR GAYT GOD GRAN GRIJ GUAJ GUARD HIN IBAN INF IZAG
    JARA JAUR LAB LAND LEG LER LIM LUJ MADR MAN MARM MEND MON MOR MUR NAR NEV OLG ORD ORN OROP PAR PAST PED PER PIZ
    PLAS POL QUIN REN ROB SAAV SALD SAR SEG SER SOL TAM TEJ TER TOL UR VAL VER VIL YAN ZAR ZEP`,
  ),
  endings: words('EZ ERO ILLA ANO ALES EDO ADO ENA UELOS ETA ICO AL ARES ONDO ORIO INO ANDA OSA EGUI ON'),
};
const short: Syllables = {
  stems: words('BA CHE DA FA GU HA JIA KA LAN MEI NA PIN QI RU SHA TAO WEI XI YA ZE'),
  endings: words('N NG O U I AI AN IN ONG UNG'),
};
const syllables: Readonly<Record<NameGroup, readonly Syllables[]>> = {
  hispanic: [spanish],
  filipino: [spanish],
  white: [english, english, european],
  black: [english],
  vietnamese: [short],
  chinese: [short],
  korean: [short],
  hmong: [short],
  southAsian: [
    {
      stems: words(
        'AG BAJ BAN BHA BOR CHA CHOP DAS DEV DHA GAN GHO HAR JAY KAP KHAT LAL MAD MAL MIS NAG PAN PRA RAJ RAN SAH SAX SET SIN SUR TAN TRI VAR VER',
      ),
      endings: words('AL WAL ARIA ANI A ADI ESH KAR DE WAT NATHAN RAJ IKA ER PUR GADA'),
    },
  ],
};

/** A surname of the long tail, composed so that a county has thousands of different ones. */
export function composeSurname(group: NameGroup, random: Random): string {
  const { stems, endings } = random.pick(syllables[group]);
  return random.pick(stems) + random.pick(endings);
}
